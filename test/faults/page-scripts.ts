/* Scripts that run in a page before its own. Each must refer to nothing outside itself. */

/** The microphone of `puppetMicrophone`. */
export interface PuppetMicrophone {
  /** How often it was asked for. */
  opened: number;
  /** Makes it hear a voice, or silence. */
  speak(on: boolean): void;
  /** Makes it hear a recording: the bytes of a WAV file in base64. Resolves at its end. */
  play(wav: string): Promise<void>;
  /** Pulls the plug: the live track ends. */
  unplug(): void;
}

declare global {
  interface Window {
    puppet: PuppetMicrophone;
    sentences: string[];
  }
}

/** Replaces the microphone by one whose sound the test makes, so that no other sound is heard by accident. */
export function puppetMicrophone(): void {
  const {AudioContext} = window; // Before what counts the contexts of the page: this one is the test's own.
  let context: AudioContext | null = null;
  let voice: GainNode | null = null;
  let mouth: GainNode | null = null;
  let live: MediaStreamTrack[] = [];
  window.puppet = {
    opened: 0,
    speak: on => voice?.gain.setValueAtTime(on ? 0.3 : 0, context!.currentTime),
    async play(wav) {
      const bytes = Uint8Array.from(atob(wav), character => character.charCodeAt(0));
      const recording = new AudioBufferSourceNode(context!, {
        buffer: await context!.decodeAudioData(bytes.buffer),
      });
      recording.connect(mouth!);
      const ended = new Promise(resolve => recording.addEventListener('ended', resolve));
      recording.start();
      await ended;
    },
    unplug() {
      for (const track of live.splice(0)) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    },
  };
  navigator.mediaDevices.getUserMedia = async () => {
    window.puppet.opened++;
    if (!context) {
      context = new AudioContext();
      voice = new GainNode(context, {gain: 0});
      const tone = new OscillatorNode(context, {frequency: 220});
      mouth = new GainNode(context);
      tone.connect(voice).connect(mouth);
      tone.start();
    }
    const output = new MediaStreamAudioDestinationNode(context);
    mouth!.connect(output);
    live = live.filter(track => track.readyState === 'live').concat(output.stream.getTracks());
    return output.stream;
  };
}

/** The page's long timers run ten times as fast: what takes seconds in the product takes tenths in the test. */
export function hurryClock(): void {
  const native = window.setTimeout;
  const hurried = (handler: TimerHandler, ms = 0, ...args: unknown[]) =>
    native(handler, ms >= 5_000 ? ms / 10 : ms, ...args);
  window.setTimeout = hurried as typeof window.setTimeout;
}

/** Keeps every sentence that shows in the widget and is not there in an undisturbed conversation. */
export function watchSentences(): void {
  const routine = [
    'Call ended',
    'Allow microphone access to start',
    'Connecting…',
    'Listening',
    'Thinking…',
    'Speaking',
    'Talk to interrupt',
    'You’re muted',
  ];
  const places =
    '[part=error] p, [part=status] > span:not([part=timer]), p.banner:not([hidden]), .banner:not([hidden]) p';
  window.sentences = [];
  let showing = new Set<string>();
  const look = () => {
    const now = new Set<string>();
    const read = (root: ParentNode) => {
      for (const place of root.querySelectorAll(places)) now.add(place.textContent?.trim() ?? '');
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) read(element.shadowRoot);
    };
    read(document);
    for (const sentence of now) {
      if (sentence && !showing.has(sentence) && !routine.includes(sentence)) window.sentences.push(sentence);
    }
    showing = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
