import {LevelMeter} from '../audio/level-meter.js';
import {Microphone} from '../audio/microphone.js';
import {Speaker} from '../audio/speaker.js';
import {pause} from '../session/pause.js';
import {microphoneError} from './microphone-error.js';

const toneSeconds = 0.35;
/** A broken chord, in hertz: heard on the worst of loudspeakers, and no alarm. */
const chord = [392, 494, 587, 784];

/** A microphone that is open for nothing but to be looked at. Nothing of it leaves the page. */
export interface MicrophoneTest {
  readonly meter: LevelMeter;
  /** Lets go of the microphone. */
  end(): void;
}

/**
 * Opens a microphone for a test.
 * @throws {VoiceError} when there is none, or the signal's reason; nothing stays open then
 */
export async function testMicrophone(deviceId: string, signal: AbortSignal): Promise<MicrophoneTest> {
  const microphone = new Microphone();
  const meter = new LevelMeter(() => microphone.stream);
  const end = () => {
    meter.close();
    microphone.release();
  };
  signal.addEventListener('abort', end, {once: true});
  try {
    await microphone.open({deviceId}, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : microphoneError(error);
  }
  return {meter, end};
}

/** Plays a short chord as loud as the assistant and where the assistant is heard. */
export async function playTestSound(deviceId: string, volume: number, signal: AbortSignal): Promise<void> {
  const context = new AudioContext();
  const destination = new MediaStreamAudioDestinationNode(context);
  const speaker = new Speaker();
  speaker.volume = volume;
  const seconds = compose(context, destination);
  try {
    // Through an element: not every browser lets the context itself choose where it is heard.
    if (deviceId) await speaker.setDevice(deviceId);
    if (signal.aborted) return;
    speaker.play(destination.stream);
    await pause(seconds * 1000, signal).catch(() => {}); // Ended early.
  } finally {
    speaker.stop();
    await context.close().catch(() => {});
  }
}

/** @returns how long it takes, in seconds */
function compose(context: AudioContext, destination: AudioNode): number {
  const start = context.currentTime + 0.1;
  chord.forEach((frequency, index) => {
    const begin = start + index * (toneSeconds / 2);
    const tone = new OscillatorNode(context, {frequency, type: 'triangle'});
    const gain = new GainNode(context, {gain: 0});
    tone.connect(gain).connect(destination);
    // Swelling and fading instead of switching: no clicks.
    gain.gain.setTargetAtTime(0.25, begin, 0.015);
    gain.gain.setTargetAtTime(0, begin + toneSeconds / 2, 0.12);
    tone.start(begin);
    tone.stop(begin + 1);
  });
  return 0.1 + (chord.length - 1) * (toneSeconds / 2) + 1;
}
