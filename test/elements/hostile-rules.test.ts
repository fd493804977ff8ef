import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {talk} from '../../stories/helpers/conversations.js';
import {arrived, partOf} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';

/** Rules that pages have, by accident or on purpose. */
const hostile: Readonly<Record<string, string>> = {
  'unsets everything': '* { all: unset !important }',
  'has rules for every box': `*, *::before, *::after {
    position: relative !important; float: left !important; box-sizing: content-box !important;
    margin: 7px !important; padding: 9px !important; border: 3px solid red !important;
    min-width: 90% !important; max-height: 40px !important; overflow: hidden !important; }`,
  'has rules for every text': `* {
    font: italic 900 41px/3 cursive !important; letter-spacing: 0.4em !important; word-spacing: 2em !important;
    text-transform: uppercase !important; text-align: center !important; text-indent: 50px !important;
    white-space: pre !important; color: red !important; cursor: wait !important; user-select: none !important;
    pointer-events: none !important; visibility: hidden !important; text-shadow: 0 0 9px red !important; }`,
  'has rules for buttons, headings and fields': `button, input, textarea, h2, p, section, svg, img, canvas {
    display: block !important; inline-size: 300px !important; block-size: 90px !important;
    background: yellow !important; border-radius: 0 !important; clip: rect(0 0 0 0) !important; }`,
  'has a huge root font': 'html { font-size: 40px !important }',
  'has effects on everything':
    '* { filter: none; animation: none !important; transition: all 1s !important }',
};

const parts =
  'panel,header,title,close,settings-button,transcript,status,timer,controls,mute,hang-up,composer,input,send'.split(
    ',',
  );

/** What stands in its place while it is closed. */
const dockParts = ['dock', 'launcher', 'mute', 'hang-up'];

/** What a person sees of each part: where it is, and how its text is written. */
function looks(assistant: VoiceAssistant, seen = parts): Record<string, string> {
  return Object.fromEntries(
    seen.map(part => {
      const element = partOf(assistant, part);
      const {x, y, width, height} = element.getBoundingClientRect();
      const box = [x, y, width, height].map(Math.round).join(' ');
      const style = getComputedStyle(element);
      const text = [
        'font',
        'letterSpacing',
        'color',
        'textTransform',
        'visibility',
        'pointerEvents',
      ] as const;
      return [part, [box, ...text.map(name => style[name])].join(' | ')];
    }),
  );
}

const withRules = async (rules: string, look: () => Promise<void> | void): Promise<void> => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  try {
    await new Promise(requestAnimationFrame);
    await look();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
  }
};

/** A conversation that stands still: its timer too. */
const listening = (settings: Partial<VoiceAssistant> = {}) =>
  assistantAt({phase: 'listening', turns: talk}, settings);

describe('A page that', () => {
  let assistant: VoiceAssistant;
  const page = document.documentElement.style;
  // The rules make the page itself longer; a scroll bar of it would take room from the widget.
  before(() => page.setProperty('scrollbar-width', 'none', 'important'));
  after(() => page.removeProperty('scrollbar-width'));
  afterEach(() => {
    assistant.stop();
    document.documentElement.removeAttribute('dir');
  });

  for (const [name, rules] of Object.entries(hostile)) {
    for (const layout of ['floating', 'modal'] as const) {
      it(`${name} does not touch the widget (${layout})`, async () => {
        assistant = await listening({layout, theme: 'dark'});
        arrived(assistant);
        const before = looks(assistant);
        await withRules(rules, () => void expect(looks(assistant)).to.deep.equal(before));
        assistant.hide();
        await assistant.updateComplete;
        const closed = looks(assistant, dockParts);
        await withRules(rules, () => void expect(looks(assistant, dockParts)).to.deep.equal(closed));
      });
    }
  }

  it('unsets everything does not make it light on a dark system', async () => {
    assistant = await listening();
    const scheme = () => getComputedStyle(partOf(assistant, 'panel')).colorScheme;
    await withRules('* { all: unset !important }', () => void expect(scheme()).to.equal('light dark'));
  });

  it('reads from right to left has it mirrored', async () => {
    assistant = await listening();
    arrived(assistant);
    const before = parts.map(part => partOf(assistant, part).getBoundingClientRect());
    document.documentElement.dir = 'rtl';
    await new Promise(resolve => setTimeout(resolve)); // The observer of `dir` is told.
    await assistant.updateComplete;
    await new Promise(requestAnimationFrame);
    for (const [index, part] of ['panel', 'close', 'send', 'hang-up'].entries()) {
      const was = before[parts.indexOf(part)]!;
      const {left} = partOf(assistant, part).getBoundingClientRect();
      expect(Math.round(left), `${part} ${index}`).to.equal(Math.round(innerWidth - was.right));
    }
  });

  it('moves what is around the widget keeps its size and shape', async () => {
    assistant = await listening();
    arrived(assistant);
    const sizes = () =>
      parts.map(part => {
        const {offsetWidth, offsetHeight} = partOf(assistant, part);
        return `${part} ${offsetWidth} ${offsetHeight}`;
      });
    const before = sizes();
    assistant.parentElement!.style.transform = 'rotate(1deg)';
    await new Promise(requestAnimationFrame);
    expect(sizes()).to.deep.equal(before);
  });
});
