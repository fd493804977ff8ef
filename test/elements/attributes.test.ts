import {expect, fixture, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import {attributeOf, settingsTable} from '../../src/elements/voice-assistant/settings-table.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';

/** Attributes of which only some words or numbers are known, with what they mean without. */
const limited: Readonly<Record<string, unknown>> = {
  backend: 'openai-realtime',
  'token-method': 'auto',
  transport: 'auto',
  speed: undefined,
  answers: 'auto',
  'turn-detection': undefined,
  'vad-eagerness': undefined,
  'vad-threshold': undefined,
  'vad-silence-ms': undefined,
  'vad-prefix-ms': undefined,
  'noise-reduction': undefined,
  'barge-in': 'on',
  layout: 'floating',
  placement: 'bottom-end',
  theme: 'auto',
  visualizer: 'orb',
  launcher: 'pill',
  face: 'voice',
  transcript: 'on',
  'text-input': 'on',
  settings: 'on',
  captions: 'off',
  sounds: 'on',
  markdown: 'on',
  feedback: 'off',
  consent: 'off',
  resume: 'off',
  preset: undefined,
  'start-on': 'auto',
  'max-duration': undefined,
  persist: 'on',
  volume: 1,
};

const bad = 'no-such-value';
const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('A bad attribute value', () => {
  for (const [name, fallback] of Object.entries(limited)) {
    it(`of ${name} warns once, does not repeat the value, and falls back`, async () => {
      const warnings: string[] = [];
      const {warn} = console;
      console.warn = (text: string) => warnings.push(text);
      try {
        const assistants = [];
        for (let count = 0; count < 2; count++) {
          const assistant = await fixture<VoiceAssistant>(html`<voice-assistant></voice-assistant>`);
          assistant.setAttribute(name, bad);
          await assistant.updateComplete;
          assistants.push(assistant);
        }
        const values = assistants.map(assistant => assistant[camelCase(name) as keyof VoiceAssistant]);
        expect(values).to.deep.equal([fallback, fallback]);
      } finally {
        console.warn = warn;
      }
      const own = warnings.filter(text => text.includes(`"${name}"`));
      expect(own).to.have.length(1);
      expect(own[0]).not.to.contain(bad);
    });
  }

  it('is thought of for every attribute that is checked', () => {
    const checked = Object.entries(settingsTable)
      .filter(([, {fromAttribute, default: value}]) => {
        const takesAnything = fromAttribute?.('anything', 'a test') === 'anything';
        return fromAttribute && !takesAnything && typeof value !== 'boolean';
      })
      .map(([name]) => attributeOf(name));
    expect(checked).to.have.members(Object.keys(limited));
  });
});

describe('A property that is taken back', () => {
  for (const [attribute, fallback] of Object.entries(limited))
    for (const nothing of [undefined, null])
      it(`as ${nothing}, ${attribute} is as it was`, async () => {
        const assistant = await fixture<VoiceAssistant>(html`<voice-assistant></voice-assistant>`);
        const name = camelCase(attribute) as 'layout';
        assistant[name] = 'custom';
        Object.assign(assistant, {[name]: nothing});
        expect(assistant[name]).to.equal(fallback);
      });
});
