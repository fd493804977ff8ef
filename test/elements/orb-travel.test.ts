import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {loadConversationView} from '../../src/elements/voice-panel/panel.js';
import {assistantWith, openPanel} from '../helpers/assistants.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** Longer than the orb is on its way, in frames of a slow screen. */
const watched = 24;

const portrait = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';

describe('The orb', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith({steps: []});
    assistant.face = 'voice';
    await assistant.loadConversation();
    await loadConversationView();
    await import('../../src/elements/voice-panel/orb-travel.js');
  });
  afterEach(() => {
    restoreStubs();
    assistant.stop();
    fixtureCleanup();
  });

  const root = () => assistant.shadowRoot!;
  const seen = () =>
    [...root().querySelectorAll<HTMLElement>('voice-waveform, .disc')].filter(orb => {
      const {width, right, bottom} = orb.getBoundingClientRect();
      return width > 20 && right > 0 && bottom > 0 && orb.checkVisibility({opacityProperty: true});
    });
  /** Until what the frame shows is on the screen: then everything that runs before it is drawn has run. */
  const painted = () =>
    new Promise(resolve => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = resolve;
      requestAnimationFrame(() => port2.postMessage(null));
    });

  /** How many orbs there are, and how wide they are, frame by frame from now on. */
  async function film(change: () => void): Promise<{counts: Set<number>; widths: number[]}> {
    const counts = new Set<number>();
    const widths: number[] = [];
    change();
    await assistant.updateComplete;
    for (let count = 0; count < watched; count++) {
      await painted();
      counts.add(seen().length);
      widths.push(...seen().map(orb => orb.getBoundingClientRect().width));
    }
    return {counts, widths};
  }

  const ways: readonly (readonly [name: string, change: () => void])[] = [
    ['from the launcher to the stage', () => assistant.show()],
    ['from the stage into the head', () => (assistant.shownFace = 'text')],
    ['from the head back to the stage', () => (assistant.shownFace = 'voice')],
    ['from the stage into the dock', () => assistant.hide()],
    ['from the dock to the stage', () => assistant.show()],
  ];

  it('goes from place to place, and at any time there is one', async () => {
    for (const [name, change] of ways) {
      if (name.includes('head back'))
        await until(() => root().querySelector('.to-voice'), 'it is in the head');
      if (name === ways[1]![0]) {
        await openPanel(assistant);
        await assistant.start();
      }
      const before = seen()[0]!.getBoundingClientRect().width;
      const {counts, widths} = await film(change);
      expect([...counts], name).to.deep.equal([1]);
      const after = widths.at(-1)!;
      expect(Math.abs(after - before), name).to.be.greaterThan(8);
      // It is seen on the way, not only at both ends.
      const [small, large] = [Math.min(before, after), Math.max(before, after)];
      expect(
        widths.some(width => width > small + 1 && width < large - 1),
        `${name}: ${widths.map(Math.round).join(' ')}`,
      ).to.equal(true);
    }
  });

  it('is in its place at once for people who want less motion', async () => {
    const {matchMedia} = window;
    stub(window, 'matchMedia', (query: string) => {
      const list = matchMedia.call(window, query);
      return query.includes('reduced-motion') ? Object.defineProperty(list, 'matches', {value: true}) : list;
    });
    await openPanel(assistant);
    await assistant.start();
    const {counts, widths} = await film(() => (assistant.shownFace = 'text'));
    expect([...counts]).to.deep.equal([1]);
    expect([...new Set(widths)]).to.deep.equal([32]);
  });

  it('is the picture of the assistant where it is small, in a ring that tells the state', async () => {
    assistant.avatar = portrait;
    await openPanel(assistant);
    await assistant.start();
    expect(root().querySelector('.stage voice-waveform img')).to.equal(null);
    assistant.shownFace = 'text';
    await until(() => root().querySelector('.to-voice voice-waveform img'), 'it is in the head');
    assistant.hide();
    await until(() => root().querySelector('.dock voice-waveform img'), 'it is in the dock');
    const image = root().querySelector<HTMLImageElement>('.dock voice-waveform img')!;
    expect(image.getAttribute('src')).to.equal(portrait);
    expect(getComputedStyle(image).borderRadius).to.equal('50%');
    // The middle is the picture's.
    const canvas = root().querySelector('.dock voice-waveform')!.shadowRoot!.querySelector('canvas')!;
    await until(() => canvas.width, 'it is drawn');
    const middle = () =>
      canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[3];
    await until(() => middle() === 0, 'nothing is drawn on the picture');
    assistant.muted = true;
    await until(() => middle()! > 0, 'it is veiled, and crossed out');
  });
});
