import {expect, fixtureCleanup} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {talk} from '../../stories/helpers/conversations.js';
import {assistantWith, hasPart, partOf} from '../helpers/assistants.js';
import {assistantAt} from '../helpers/scenes.js';
import {until} from '../helpers/until.js';

/** Draws the same numbers in every run. */
function random(seed: number): () => number {
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const context = canvas.getContext('2d', {willReadFrequently: true})!;

/** What a colour of CSS is on the screen, over another one. */
function luminance(...layers: readonly string[]): number {
  for (const layer of layers) {
    context.fillStyle = layer;
    context.fillRect(0, 0, 1, 1);
  }
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data]
    .slice(0, 3)
    .map(value => value / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** As WCAG counts it. */
function contrast(one: readonly string[], other: readonly string[]): number {
  const [dark, light] = [luminance(...one), luminance(...other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** What is behind an element, from the first that hides all behind it. */
function backgroundOf(element: Element): string[] {
  const layers: string[] = [];
  for (let node: Element | null = element; node;) {
    const {backgroundColor} = getComputedStyle(node);
    if (!/rgba.*, 0\)|\/ 0\)|transparent/.test(backgroundColor)) layers.unshift(backgroundColor);
    if (layers[0] && !/rgba|\//.test(layers[0])) break;
    node = node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
  }
  return layers;
}

describe('Whatever accent and surface a page sets', () => {
  let sheet: CSSStyleSheet;
  before(() => {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  });
  after(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
  });
  afterEach(() => {
    document.querySelectorAll('voice-assistant').forEach(assistant => assistant.stop());
    fixtureCleanup();
  });

  /** @returns what tells which places have too little contrast */
  async function show(
    settings: Partial<VoiceAssistant> = {},
  ): Promise<(pages?: readonly string[]) => string[]> {
    const {preset} = settings;
    const inline = {layout: 'inline', ...settings} as const;
    const speaking = await assistantAt({phase: 'speaking', turns: talk}, inline);
    const idle = await assistantAt(
      {},
      {...inline, face: 'voice', hint: 'Flowers', suggestions: 'Are you open?'},
    );
    const closed = await assistantWith();
    Object.assign(closed, {hint: 'Flowers', ...settings});
    const all = [speaking, idle, closed];
    await Promise.all(all.map(({updateComplete}) => updateComplete));
    await until(() => hasPart(speaking, 'bubble-assistant'), 'what was said is drawn');
    const isDressed = (widget: VoiceAssistant) => !widget.shadowRoot!.querySelector('.frame[hidden]');
    await until(() => all.every(isDressed), 'their look is there');
    const words = (widget: VoiceAssistant, selector: string) =>
      partOf(widget, 'launcher').querySelector(selector)!;
    const texts: Readonly<Record<string, Element>> = {
      title: partOf(speaking, 'title'),
      status: partOf(speaking, 'status'),
      'the words of the person': partOf(speaking, 'bubble-user'),
      'the words of the assistant': partOf(speaking, 'bubble-assistant'),
      'what is typed': partOf(speaking, 'input'),
      'the button that starts': partOf(idle, 'talk'),
      'a suggestion': partOf(idle, 'suggestion'),
      'what the assistant can do': idle.shadowRoot!.querySelector('.start-card p')!,
      'the other way': idle.shadowRoot!.querySelector('.plain')!,
      'the launcher': words(closed, 'b'),
      'its hint': words(closed, 'small'),
    };
    const others: Readonly<Record<string, () => readonly [color: string, on: Element]>> = {
      'the icon of mute': () => [getComputedStyle(partOf(speaking, 'mute')).color, partOf(speaking, 'mute')],
      'the icon of end': () => [
        getComputedStyle(partOf(speaking, 'hang-up')).color,
        partOf(speaking, 'hang-up'),
      ],
      'the border of the field': () => [
        getComputedStyle(partOf(speaking, 'composer')).borderTopColor,
        // The line has to stand out from one of its sides: a pane of glass takes on what is behind it.
        preset === 'glass' ? partOf(speaking, 'composer') : partOf(speaking, 'panel'),
      ],
      'the focus ring': () => [getComputedStyle(partOf(speaking, 'panel')).color, partOf(speaking, 'panel')],
    };
    return (pages = ['white']) =>
      pages.flatMap(page => {
        const ratioOf = (color: string, on: Element) => {
          const behind = [page, ...backgroundOf(on)];
          return contrast([...behind, color], behind);
        };
        const weak = (name: string, ratio: number, enough: number) =>
          ratio < enough ? [`${name}: ${ratio.toFixed(2)}`] : [];
        return [
          ...Object.entries(texts).flatMap(([name, element]) =>
            weak(name, ratioOf(getComputedStyle(element).color, element), 4.49),
          ),
          ...Object.entries(others).flatMap(([name, pair]) => weak(name, ratioOf(...pair()), 2.99)),
        ];
      });
  }

  /** Colours that change do so at once. */
  const still =
    'voice-assistant::part(talk), voice-assistant::part(mute), voice-assistant::part(hang-up) {transition: none}';

  it('text has a contrast of 4.5 or more, icons, borders of fields and the focus ring 3', async () => {
    const weakPlaces = await show();
    const next = random(20);
    const color = () =>
      `oklch(${next().toFixed(3)} ${(next() * 0.3).toFixed(3)} ${(next() * 360).toFixed(0)})`;
    const failures: string[] = [];
    for (let time = 0; time < 200; time++) {
      const [accent, surface] = [color(), color()];
      sheet.replaceSync(`voice-assistant {--voice-accent: ${accent}; --voice-surface: ${surface}} ${still}`);
      failures.push(...weakPlaces().map(place => `${place} with ${accent} on ${surface}`));
    }
    expect(failures).to.deep.equal([]);
  });

  for (const preset of ['glass', 'paper', 'ink', 'bloom', 'midnight', 'native'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      it(`so it is with the preset ${preset}, ${theme}, whatever shines through`, async () => {
        sheet.replaceSync(still);
        const weakPlaces = await show({preset, theme});
        expect(weakPlaces(['white', 'black', '#c33'])).to.deep.equal([]);
      });
    }
  }
});
