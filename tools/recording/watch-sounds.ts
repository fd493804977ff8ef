import type {Page} from 'puppeteer-core';

/** Beginning or end of a sound, in seconds of one clock for all of a page. */
export type Edge = {readonly began: number} | {readonly ended: number};

/** What a page's microphone heard and what its speaker was given, oldest first. */
export interface Sounds {
  readonly person: readonly Edge[];
  readonly assistant: readonly Edge[];
}

interface WatchedWindow {
  sounds: {person: Edge[]; assistant: Edge[]};
  stopWatchingSounds(): void;
}

/**
 * Takes down when the person is heard in the page's microphone, and when sound comes to its media elements. One
 * AudioContext listens to both, so that there is one clock. To be called before the page is loaded.
 * @param worklet where the page finds `sounds.js`
 */
export async function watchSounds(page: Page, worklet: string): Promise<void> {
  await page.evaluateOnNewDocument((address: string) => {
    const sounds: WatchedWindow['sounds'] = {person: [], assistant: []};
    let microphoneOpened = () => {};
    // A context runs without a gesture as soon as the microphone does.
    const listening = new Promise<void>(resolve => (microphoneOpened = resolve)).then(async () => {
      const context = new AudioContext();
      await context.audioWorklet.addModule(address);
      return context;
    });
    const listen = async (who: 'person' | 'assistant', mediaStream: MediaStream) => {
      const context = await listening;
      const ear = new AudioWorkletNode(context, 'sounds', {numberOfOutputs: 0});
      ear.port.onmessage = ({data}: MessageEvent<Edge>) => sounds[who].push(data);
      new MediaStreamAudioSourceNode(context, {mediaStream}).connect(ear);
    };

    const getUserMedia = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      const stream = await getUserMedia.call(this, constraints);
      microphoneOpened();
      void listen('person', new MediaStream([stream.getAudioTracks()[0]!.clone()]));
      return stream;
    };

    const {set, ...rest} = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!;
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...rest,
      set(this: HTMLMediaElement, stream: MediaStream | null) {
        set!.call(this, stream);
        if (stream) void listen('assistant', stream);
      },
    });

    const stopWatchingSounds = () => void listening.then(context => context.close());
    Object.assign(window, {sounds, stopWatchingSounds});
  }, worklet);
}

/** What was heard so far. */
export function soundsOf(page: Page): Promise<Sounds> {
  return page.evaluate(() => (window as unknown as WatchedWindow).sounds);
}

/** Waits until the assistant was heard after the person. */
export async function untilAnswerHeard(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const {person, assistant} = (window as unknown as WatchedWindow).sounds;
      const spoken = person.findLast(edge => 'ended' in edge);
      return spoken && assistant.some(edge => 'began' in edge && edge.began > spoken.ended);
    },
    {timeout: 20_000, polling: 50},
  );
}

/** Listens no longer, and costs nothing any more. */
export async function stopWatchingSounds(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as WatchedWindow).stopWatchingSounds());
}

/** Milliseconds from the end of what the person said first to the first sound that came after it. */
export function turnLatencyMs({person, assistant}: Sounds): number {
  const spoken = person.find(edge => 'ended' in edge)!;
  const answer = assistant.find(edge => 'began' in edge && edge.began > spoken.ended) as {began: number};
  return (answer.began - spoken.ended) * 1000;
}
