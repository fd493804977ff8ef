import type {Page} from 'puppeteer-core';
import type {SpeechPart} from '../../local-server/speech-wav.js';

/** For the microphone: a person who interrupts the assistant, and does so again in case the first time was too early. */
export const interruptions: readonly SpeechPart[] = [
  {silenceMs: 4_500},
  {text: 'Wait a moment, I have another question for you.'},
  {silenceMs: 6_000},
  {text: 'Wait a moment, I have another question for you.'},
  {silenceMs: 500},
];

/** What a page's microphone heard and its speaker did, in milliseconds of `performance.now()`. */
export interface BargeInTimes {
  /** First sounds of the person, each after a silence. */
  readonly spoke: readonly number[];
  /** Each change of how much of the assistant comes out: the volume, or 0 while it is muted. */
  readonly loudness: readonly {readonly at: number; readonly share: number}[];
}

interface WatchedWindow {
  bargeIn: {spoke: number[]; loudness: {at: number; share: number}[]};
}

/**
 * Records when speech begins in the page's microphone, and when the assistant gets quieter or louder.
 * To be called before the page is loaded.
 * @param worklet where the page finds `recorder.js`
 */
export async function watchBargeIn(page: Page, worklet: string): Promise<void> {
  await page.evaluateOnNewDocument((address: string) => {
    const watched: WatchedWindow['bargeIn'] = {spoke: [], loudness: []};
    Object.assign(window, {bargeIn: watched});

    for (const name of ['volume', 'muted'] as const) {
      const {set, ...rest} = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name)!;
      Object.defineProperty(HTMLMediaElement.prototype, name, {
        ...rest,
        set(this: HTMLMediaElement, value: number | boolean) {
          set!.call(this, value);
          const share = this.muted ? 0 : this.volume;
          if (share !== watched.loudness.at(-1)?.share) watched.loudness.push({at: performance.now(), share});
        },
      });
    }

    /** Loudness of speech from here on; quiet for so long before it is a beginning. */
    const [audible, pauseSeconds] = [0.01, 1.5];
    const listen = async (track: MediaStreamTrack) => {
      const context = new AudioContext();
      await context.audioWorklet.addModule(address);
      const recorder = new AudioWorkletNode(context, 'recorder', {numberOfOutputs: 0});
      let [heard, quietSince, offset] = [0, 0, Infinity];
      recorder.port.onmessage = ({data}: MessageEvent<Float32Array>) => {
        const begin = heard;
        heard += data.length / context.sampleRate;
        // Messages come late, never early: the soonest tells when the sound was there.
        offset = Math.min(offset, performance.now() - heard * 1000);
        const first = data.findIndex(sample => Math.abs(sample) > audible);
        if (first < 0) return;
        if (begin - quietSince > pauseSeconds) {
          watched.spoke.push(offset + (begin + first / context.sampleRate) * 1000);
        }
        quietSince = heard;
      };
      new MediaStreamAudioSourceNode(context, {mediaStream: new MediaStream([track])}).connect(recorder);
    };
    const getUserMedia = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await getUserMedia.call(this, constraints);
      void listen(stream.getAudioTracks()[0]!.clone());
      return stream;
    };
  }, worklet);
}

/** What was taken down so far. */
export function bargeInTimes(page: Page): Promise<BargeInTimes> {
  return page.evaluate(() => (window as unknown as WatchedWindow).bargeIn);
}

/** Waits for the person's first sound, and until the assistant is at this share of its loudness and stays there. */
export async function untilReaction(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction(
    share => {
      const {spoke, loudness} = (window as unknown as WatchedWindow).bargeIn;
      const last = loudness.at(-1);
      return spoke[0] !== undefined && last && last.at > spoke[0] && Math.abs(last.share - share) < 1e-6;
    },
    {timeout: 15_000, polling: 20},
    wanted,
  );
}

/** How long after the person's first sound the assistant was down to this share of its loudness. */
export function reactionMs({spoke, loudness}: BargeInTimes, share: number): number {
  const {at} = loudness.find(change => change.at > spoke[0]! && change.share <= share)!;
  return at - spoke.findLast(time => time < at)!;
}
