import {expect, fixture, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import {defineParts} from '../../src/entries/define.js';
import type {VisualizerName} from '../../src/elements/voice-waveform/visualizer.js';
import type {VoiceWaveform} from '../../src/elements/voice-waveform/voice-waveform.js';
import {initialSnapshot, type Snapshot} from '../../src/state/snapshot.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const visualizers = ['bars', 'wave', 'orb'] as const;
const realRequest = requestAnimationFrame.bind(window);

/** One side of a conversation, as loud as a test wants it. */
class FakeMeter {
  loudness = 0;
  readonly viewers = new Set<object>();
  bands(bands: Float32Array): void {
    for (let band = 0; band < bands.length; band++) bands[band] = this.loudness * (1 - band / bands.length);
  }
  open(viewer: object): void {
    this.viewers.add(viewer);
  }
  close(viewer: object): void {
    this.viewers.delete(viewer);
  }
}

/** An assistant that is whatever a test says. */
class FakeAssistant {
  readonly element = document.createElement('div');
  readonly levels = {input: new FakeMeter(), output: new FakeMeter()};
  #listener = () => {};

  constructor(visualizer: VisualizerName = 'bars') {
    Object.assign(this.element, {
      id: 'assistant',
      visualizer,
      levels: this.levels,
      snapshot: initialSnapshot,
      subscribe: (listener: () => void) => {
        const before = this.#listener;
        this.#listener = () => [before(), listener()];
        return () => {};
      },
    });
  }

  is(change: Partial<Snapshot>): void {
    Object.assign(this.element, {snapshot: {...initialSnapshot, ...change}});
    this.#listener();
  }
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(realRequest);
}

const canvasOf = (waveform: VoiceWaveform) => waveform.shadowRoot!.querySelector('canvas')!;

function pixelsOf(waveform: VoiceWaveform): Uint8ClampedArray {
  const canvas = canvasOf(waveform);
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** How many pixels are rather red (the assistant's colour in these tests) and rather blue (the person's). */
function colorsOf(pixels: Uint8ClampedArray): {red: number; blue: number} {
  const count = {red: 0, blue: 0};
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3]! < 100) continue;
    if (pixels[at]! > pixels[at + 2]! + 60) count.red++;
    else if (pixels[at + 2]! > pixels[at]! + 60) count.blue++;
  }
  return count;
}

/** How much of the picture there is, in whole pixels. */
function coverage(pixels: Uint8ClampedArray): number {
  return pixels.reduce((sum, value, at) => (at % 4 === 3 ? sum + value / 255 : sum), 0);
}

/** Counts the frames that the page asks for from now on. */
function countRequests(): {asked: number} {
  const counter = {asked: 0};
  stub(window, 'requestAnimationFrame', (callback: FrameRequestCallback) => {
    counter.asked++;
    return realRequest(callback);
  });
  return counter;
}

function reduceMotion(): void {
  const {matchMedia} = window;
  stub(window, 'matchMedia', (query: string) => {
    const list = matchMedia.call(window, query);
    return query.includes('reduced-motion') ? Object.defineProperty(list, 'matches', {value: true}) : list;
  });
}

describe('VoiceWaveform', () => {
  before(() => defineParts());
  afterEach(restoreStubs);

  /** Waveforms of one assistant, drawn. */
  async function show(
    visualizer: VisualizerName = 'bars',
    count = 1,
  ): Promise<{assistant: FakeAssistant; waveform: VoiceWaveform; box: HTMLElement}> {
    const assistant = new FakeAssistant(visualizer);
    const box = await fixture<HTMLElement>(html`
      <div style="inline-size: 300px; --voice-waveform-color: #f00; --voice-text: #00f">
        ${assistant.element}
        ${Array.from({length: count}, () => html`<voice-waveform for="assistant"></voice-waveform>`)}
      </div>
    `);
    const waveform = box.querySelector('voice-waveform')!;
    await waveform.updateComplete;
    // Lazily loaded, then sighted, then drawn.
    if (visualizer !== 'bars') await import(`../../src/elements/voice-waveform/${visualizer}.ts`);
    await frames(4);
    return {assistant, waveform, box};
  }

  for (const visualizer of visualizers) {
    describe(`as ${visualizer}`, () => {
      it('has a picture of its own for each phase, also without motion', async () => {
        reduceMotion();
        const {assistant, waveform} = await show(visualizer);
        const states: Partial<Snapshot>[] = [
          {phase: 'idle'},
          {phase: 'connecting'},
          {phase: 'listening'},
          {phase: 'listening', userSpeaking: true},
          {phase: 'listening', muted: true},
          {phase: 'thinking'},
          {phase: 'speaking'},
          {phase: 'speaking', userSpeaking: true},
          {phase: 'reconnecting'},
          {phase: 'failed'},
        ];
        const pictures = new Set<string>();
        for (const state of states) {
          assistant.is(state);
          await waveform.updateComplete;
          expect(pixelsOf(waveform).some(Boolean), JSON.stringify(state)).to.equal(true);
          pictures.add(canvasOf(waveform).toDataURL());
        }
        expect(pictures.size).to.equal(states.length);
      });

      it('tells the two voices apart, and grows with each', async () => {
        const {assistant, waveform} = await show(visualizer);
        assistant.is({phase: 'speaking'});
        await frames(60);
        const silent = pixelsOf(waveform);
        assistant.levels.output.loudness = 1;
        await frames(30);
        const answering = pixelsOf(waveform);
        expect(coverage(answering)).to.be.greaterThan(coverage(silent) * 1.1);
        assistant.levels.input.loudness = 1;
        await frames(30);
        const both = pixelsOf(waveform);
        if (visualizer === 'orb') expect(coverage(both)).to.be.greaterThan(coverage(answering) * 1.05);
        else {
          expect(colorsOf(answering).blue).to.equal(0);
          expect(colorsOf(both).blue).to.be.greaterThan(50);
          expect(colorsOf(both).red).to.be.greaterThan(50);
        }
      });

      it('makes nothing anew for a frame', async () => {
        const {assistant} = await show(visualizer);
        assistant.is({phase: 'speaking', userSpeaking: true});
        assistant.levels.output.loudness = assistant.levels.input.loudness = 1;
        await frames(30);
        const made: string[] = [];
        const watch = (target: object, name: string) => {
          const real = (target as Record<string, unknown>)[name] as (...args: unknown[]) => unknown;
          stub(target as Record<string, unknown>, name, function (this: unknown, ...args: unknown[]) {
            made.push(name);
            return new.target ? (Reflect.construct(real, args) as unknown) : real.apply(this, args);
          });
        };
        const bands = new Set<Float32Array>();
        stub(assistant.levels.output, 'bands', (into: Float32Array) => bands.add(into));
        for (const name of ['createRadialGradient', 'createLinearGradient', 'createPattern', 'getImageData'])
          watch(CanvasRenderingContext2D.prototype, name);
        for (const name of ['Path2D', 'Float32Array', 'Array', 'getComputedStyle', 'matchMedia'])
          watch(window, name);
        await frames(20);
        restoreStubs();
        expect(made).to.deep.equal([]);
        expect(bands.size).to.equal(1);
      });
    });
  }

  it('has sharp edges, whatever the pixels of the screen', async () => {
    reduceMotion();
    const {assistant, waveform, box} = await show();
    assistant.is({phase: 'listening'}); // Upright strokes.
    const widths: number[] = [];
    for (const zoom of ['1', '1.25', '2']) {
      box.style.setProperty('zoom', zoom);
      await frames(3);
      const canvas = canvasOf(waveform);
      widths.push(canvas.width);
      const row = canvas.getContext('2d')!.getImageData(0, canvas.height >> 1, canvas.width, 1).data;
      const seen = new Set(row.filter((_value, at) => at % 4 === 3));
      expect(seen.size, `zoom ${zoom}`).to.equal(2); // Bars and gaps, nothing in between.
    }
    expect(widths).to.deep.equal([300, 375, 600].map(width => Math.round(width * devicePixelRatio)));
  });

  it('is drawn again in its new size within the same frame', async () => {
    const {waveform, box} = await show();
    box.style.inlineSize = '180px';
    await frames(2);
    expect(canvasOf(waveform).width).to.equal(Math.round(180 * devicePixelRatio));
    expect(pixelsOf(waveform).some(Boolean)).to.equal(true);
  });

  it('has an orb in its new size, and in new colours', async () => {
    reduceMotion();
    const {assistant, waveform, box} = await show('orb');
    assistant.is({phase: 'speaking'});
    await waveform.updateComplete;
    box.style.inlineSize = '120px';
    await frames(2);
    expect(canvasOf(waveform).width).to.equal(Math.round(120 * devicePixelRatio));
    const small = coverage(pixelsOf(waveform));
    box.style.inlineSize = '300px';
    await frames(2);
    // Of a body that stayed as small, or was cut off, less would be seen.
    expect(coverage(pixelsOf(waveform))).to.be.greaterThan(small);
    const before = pixelsOf(waveform);
    box.style.setProperty('--voice-waveform-color', '#00f');
    await until(() => pixelsOf(waveform).some((value, at) => value !== before[at]), 'other colours');
    expect(colorsOf(pixelsOf(waveform)).blue).to.be.greaterThan(colorsOf(before).blue);
  });

  it('follows the colours of the page while it stands still', async () => {
    reduceMotion();
    const {assistant, waveform, box} = await show();
    assistant.is({phase: 'thinking'});
    await waveform.updateComplete;
    expect(colorsOf(pixelsOf(waveform)).blue).to.equal(0);
    box.style.setProperty('--voice-waveform-color', '#00f');
    await until(() => colorsOf(pixelsOf(waveform)).blue, 'it is blue');
    expect(colorsOf(pixelsOf(waveform)).red).to.equal(0);
  });

  it('asks for no frame while nothing is on, and comes to rest after a conversation', async () => {
    const {assistant} = await show();
    const counter = countRequests();
    await frames(5);
    expect(counter.asked).to.equal(0);
    assistant.is({phase: 'listening'});
    await frames(5);
    expect(counter.asked).to.be.within(3, 6);
    assistant.is({phase: 'idle'});
    await frames(1);
    expect(assistant.levels.input.viewers.size).to.equal(0);
    const asksNothing = async () => {
      counter.asked = 0;
      await frames(5);
      return counter.asked === 0;
    };
    await until(asksNothing, 'it comes to rest', 2_000);
  });

  it('is painted half as often while no one speaks, and at once when someone does', async () => {
    const {assistant, waveform} = await show('orb');
    assistant.is({phase: 'listening'});
    await frames(60);
    const context = canvasOf(waveform).getContext('2d')!;
    let painted = 0;
    const {clearRect} = context;
    context.clearRect = (...area) => {
      painted++;
      clearRect.apply(context, area);
    };
    let waited = performance.now();
    await frames(60);
    waited = performance.now() - waited;
    expect(painted).to.be.within(10, Math.ceil(waited / 25) + 1);
    assistant.levels.input.loudness = 1;
    await frames(4);
    painted = 0;
    await frames(20);
    expect(painted).to.be.within(19, 21);
  });

  it('shares one loop with all others of the page', async () => {
    const {assistant} = await show('bars', 3);
    assistant.is({phase: 'listening'});
    await frames(2);
    const counter = countRequests();
    await frames(5);
    expect(counter.asked).to.be.within(4, 6);
  });

  const away: Record<string, (box: HTMLElement) => void> = {
    'it is off screen': box => (box.style.cssText += 'position: fixed; inset-block-start: -900px'),
    'it is not displayed': box => (box.style.display = 'none'),
    'it is gone': box => box.remove(),
    'the page is hidden': () => {
      stub(document, 'hidden', true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
  for (const [reason, leave] of Object.entries(away)) {
    it(`stops drawing and listening when ${reason}`, async () => {
      const {assistant, box} = await show();
      assistant.is({phase: 'listening'});
      await frames(3);
      expect(assistant.levels.input.viewers.size).to.equal(1);
      leave(box);
      await frames(4);
      const counter = countRequests();
      await frames(5);
      expect(counter.asked).to.equal(0);
      expect(assistant.levels.input.viewers.size).to.equal(0);
      expect(assistant.levels.output.viewers.size).to.equal(0);
    });
  }

  it('never moves for people who want reduced motion', async () => {
    reduceMotion();
    const {assistant} = await show();
    const counter = countRequests();
    assistant.is({phase: 'speaking'});
    await frames(5);
    expect(counter.asked).to.equal(0);
    expect(assistant.levels.output.viewers.size).to.equal(0);
  });

  it('takes its own attribute before the assistant, and draws nothing as `none`', async () => {
    const {waveform} = await show('bars');
    const bars = canvasOf(waveform).toDataURL();
    waveform.setAttribute('visualizer', 'wave');
    await until(
      () => canvasOf(waveform).toDataURL() !== bars && pixelsOf(waveform).some(Boolean),
      'another picture is drawn',
    );
    waveform.setAttribute('visualizer', 'none');
    await frames(2);
    expect(pixelsOf(waveform).some(Boolean)).to.equal(false);
    stub(console, 'warn', () => {});
    waveform.setAttribute('visualizer', 'fireworks');
    await frames(2);
    expect(canvasOf(waveform).toDataURL()).to.equal(bars);
  });
});
