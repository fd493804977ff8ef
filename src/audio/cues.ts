/** What a person can hear happening. */
export type Cue = 'start' | 'end' | 'mute' | 'unmute';

/** Frequencies in hertz, one after the other: rising for on, falling for off. */
const tones: Readonly<Record<Cue, readonly number[]>> = {
  start: [523, 784],
  end: [784, 523],
  mute: [440],
  unmute: [587],
};
const toneSeconds = 0.09;
const loudness = 0.05;

/** Plays a short sign, made on the spot. Where there is no sound device nothing happens. */
export async function playCue(cue: Cue): Promise<void> {
  const context = new AudioContext();
  const gain = new GainNode(context, {gain: 0});
  gain.connect(context.destination);
  let end = context.currentTime + 0.02;
  for (const frequency of tones[cue]) {
    const tone = new OscillatorNode(context, {frequency});
    tone.connect(gain);
    tone.start(end);
    // Swelling and fading instead of switching: no clicks.
    gain.gain.setTargetAtTime(loudness, end, 0.01);
    end += toneSeconds;
    gain.gain.setTargetAtTime(0, end - 0.02, 0.01);
    tone.stop(end);
  }
  // Not by the tone's own end: without a sound device it never comes.
  await new Promise(resolve => setTimeout(resolve, (end + 0.1) * 1000));
  await context.close().catch(() => {});
}
