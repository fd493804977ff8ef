import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import type {WireEvent} from '../../../local-server/engine/events.js';

/** A bare page that calls the server, with a recording as its microphone. */
export class BrowserCaller {
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens Chromium on a page of the server's own origin. */
  static async open(origin: string, recording: string): Promise<BrowserCaller> {
    const browser = await puppeteer.launch({
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${recording}%noloop`,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--autoplay-policy=no-user-gesture-required',
      ],
    });
    const page = await browser.newPage();
    await page.goto(`${origin}/empty-page`);
    return new BrowserCaller(browser, page);
  }

  /** Calls, and answers the milliseconds from sending the offer to the open channel. */
  call(query = ''): Promise<{answerMs: number; openMs: number}> {
    return this.page.evaluate(async ask => {
      const {value} = (await (await fetch(`/token${ask}`, {method: 'POST'})).json()) as {value: string};
      const microphone = await navigator.mediaDevices.getUserMedia({audio: true});
      const connection = new RTCPeerConnection();
      for (const track of microphone.getTracks()) connection.addTrack(track, microphone);
      const channel = connection.createDataChannel('oai-events');
      const events: unknown[] = [];
      channel.onmessage = ({data}) => {
        try {
          events.push(JSON.parse(data as string));
        } catch {
          events.push({type: ''});
        }
      };
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      const speaker = new Audio();
      connection.ontrack = ({track}) => {
        const stream = new MediaStream([track]);
        // Chromium feeds Web Audio only from streams that an element plays, too.
        speaker.srcObject = stream;
        void speaker.play();
        context.createMediaStreamSource(stream).connect(analyser);
      };
      const opened = new Promise<void>(resolve => (channel.onopen = () => resolve()));
      await connection.setLocalDescription();
      const started = performance.now();
      const response = await fetch('/v1/realtime/calls?model=gpt-realtime-2.1', {
        method: 'POST',
        headers: {authorization: `Bearer ${value}`, 'content-type': 'application/sdp'},
        body: connection.localDescription!.sdp,
      });
      const sdp = await response.text();
      const answerMs = performance.now() - started;
      await connection.setRemoteDescription({type: 'answer', sdp});
      await opened;
      const openMs = performance.now() - started;
      Object.assign(globalThis, {caller: {connection, channel, microphone, analyser, events}});
      return {answerMs, openMs};
    }, query);
  }

  /** What the page received so far. */
  events(): Promise<WireEvent[]> {
    return this.page.evaluate(() => globalThis.caller.events as WireEvent[]);
  }

  send(event: Record<string, unknown>): Promise<void> {
    return this.page.evaluate(text => globalThis.caller.channel.send(text), JSON.stringify(event));
  }

  /** Waits until the page hears something at least this loud. */
  async waitForSound(minimum: number, timeoutMs = 10_000): Promise<void> {
    await this.page.waitForFunction(
      level => {
        const samples = new Float32Array(globalThis.caller.analyser.fftSize);
        globalThis.caller.analyser.getFloatTimeDomainData(samples);
        return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) >= level;
      },
      {timeout: timeoutMs, polling: 20},
      minimum,
    );
  }

  /** Waits until the page hears nothing for this long. */
  async waitForQuiet(maximum: number, durationMs: number, timeoutMs = 10_000): Promise<void> {
    await this.page.waitForFunction(
      (level, duration) => {
        const {analyser} = globalThis.caller;
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
        if (rms > level) globalThis.quietSince = undefined;
        else globalThis.quietSince ??= performance.now();
        return globalThis.quietSince !== undefined && performance.now() - globalThis.quietSince >= duration;
      },
      {timeout: timeoutMs, polling: 20},
      maximum,
      durationMs,
    );
  }

  mute(muted: boolean): Promise<void> {
    return this.page.evaluate(off => {
      for (const track of globalThis.caller.microphone.getTracks()) track.enabled = !off;
    }, muted);
  }

  hangUp(): Promise<void> {
    return this.page.evaluate(() => {
      for (const track of globalThis.caller.microphone.getTracks()) track.stop();
      globalThis.caller.connection.close();
    });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

interface PageCaller {
  connection: RTCPeerConnection;
  channel: RTCDataChannel;
  microphone: MediaStream;
  analyser: AnalyserNode;
  events: unknown[];
}

declare global {
  // Names of the page, not of this process.
  var caller: PageCaller;
  var quietSince: number | undefined;
}
