import {expect, fixture, html} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

type Keys = KeyboardEventInit & {key: string};

function press(
  target: Element,
  keys: Keys,
  types: readonly string[] = ['keydown', 'keypress', 'keyup'],
): void {
  for (const type of types)
    target.dispatchEvent(new KeyboardEvent(type, {bubbles: true, composed: true, cancelable: true, ...keys}));
}

describe('What is typed into the widget', () => {
  let assistant: VoiceAssistant;
  let heard: string[];
  const hear = (event: KeyboardEvent) => heard.push(event.key);
  const types = ['keydown', 'keypress', 'keyup'] as const;

  beforeEach(async () => {
    heard = [];
    for (const type of types) document.addEventListener(type, hear);
    assistant = await assistantWith();
    await openPanel(assistant);
  });
  afterEach(() => {
    for (const type of types) document.removeEventListener(type, hear);
    assistant.stop();
  });

  it('is no shortcut of the page', () => {
    for (const key of ['W', 'h', '/', ' ', 'Enter', 'Backspace', 'ArrowLeft', '?'])
      press(partOf(assistant, 'input'), {key});
    const at = {key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true};
    // WebKit knows no such modifier.
    if (new KeyboardEvent('keydown', at).getModifierState('AltGraph')) press(partOf(assistant, 'input'), at);
    expect(heard).to.deep.equal([]);
  });

  it('by no keyboard, as a password manager does it, is none either', () => {
    let told = 0;
    const count = () => told++;
    document.addEventListener('keydown', count);
    partOf(assistant, 'input').dispatchEvent(new Event('keydown', {bubbles: true, composed: true}));
    document.removeEventListener('keydown', count);
    expect(told).to.equal(0);
  });

  it('leaves the page the keys that type nothing', () => {
    const input = partOf(assistant, 'input');
    press(input, {key: 'Tab'}, ['keydown']);
    press(input, {key: 'F1'}, ['keydown']);
    press(input, {key: 'k', ctrlKey: true}, ['keydown']);
    press(input, {key: 'k', metaKey: true}, ['keydown']);
    press(input, {key: 'v', altKey: true}, ['keydown']);
    expect(heard).to.deep.equal(['Tab', 'F1', 'k', 'k', 'v']);
    // With nothing to close, Escape is the page's.
    assistant.layout = 'inline';
    press(partOf(assistant, 'panel'), {key: 'Escape'}, ['keydown']);
    expect(heard.at(-1)).to.equal('Escape');
  });

  it('tells a page that keeps track of keys of the end of each that it knows', () => {
    const input = partOf(assistant, 'input');
    const told: string[] = [];
    const note = ({type, key}: KeyboardEvent) => told.push(`${type} ${key}`);
    for (const type of types) document.addEventListener(type, note);
    const control = {key: 'Control', code: 'ControlLeft'};
    press(input, {...control, ctrlKey: true}, ['keydown']);
    press(input, {key: 'k', code: 'KeyK', ctrlKey: true}, ['keydown']);
    press(input, control, ['keyup']);
    press(input, {key: 'k', code: 'KeyK'}, ['keyup']);
    const modifiers = {
      Shift: {shiftKey: true},
      Alt: {altKey: true},
      AltGraph: {modifierAltGraph: true},
      Meta: {metaKey: true},
    };
    for (const [key, down] of Object.entries(modifiers)) {
      press(input, {key, code: key, ...down}, ['keydown']);
      press(input, {key, code: key}, ['keyup']);
    }
    press(input, {key: 'a', code: 'KeyA'});
    for (const type of types) document.removeEventListener(type, note);
    expect(told).to.deep.equal([
      'keydown Control',
      'keydown k',
      'keyup Control',
      'keyup k',
      ...Object.keys(modifiers).flatMap(key => [`keydown ${key}`, `keyup ${key}`]),
    ]);
  });

  it('is no shortcut in the settings, nor in a rating', async () => {
    assistant.showSettings();
    await until(
      () => assistant.shadowRoot!.querySelector('voice-settings')?.hasUpdated,
      'the settings are there',
    );
    press(partOf(assistant, 'volume'), {key: 'ArrowLeft'});
    assistant.view = null;
    const {askRating} = await import('../../src/elements/voice-panel/rating.js');
    askRating(assistant, 'session');
    const panel = partOf(assistant, 'panel');
    await until(() => panel.querySelectorAll('.banner button').length === 2, 'a rating is asked for');
    panel.querySelectorAll<HTMLElement>('.banner button')[1]!.click();
    await until(() => panel.querySelector('.banner textarea'), 'the reason is asked for');
    press(panel.querySelector('.banner textarea')!, {key: 's'});
    expect(heard).to.deep.equal([]);
  });

  it('is the page’s in a field of the page’s own', async () => {
    const field = await fixture<HTMLElement>(html`<input slot="footer" />`);
    assistant.append(field);
    press(field, {key: 's'}, ['keydown']);
    press(partOf(assistant, 'send'), {key: 's'}, ['keydown']);
    expect(heard).to.deep.equal(['s', 's']);
  });
});

describe('A dialog of the page that keeps the focus in itself', () => {
  for (const [library, type, options] of [
    ['Bootstrap', 'focusin', false],
    ['jQuery UI', 'focus', true],
  ] as const)
    it(`lets the user write in the widget (as in ${library})`, async () => {
      const dialog = await fixture<HTMLElement>(html`<div><input /></div>`);
      const button = await fixture<HTMLElement>(html`<button>Other</button>`);
      const assistant = await assistantWith();
      await openPanel(assistant);
      const field = dialog.querySelector('input')!;
      const trap = ({target}: Event) => dialog.contains(target as Node) || field.focus();
      document.addEventListener(type, trap, options);
      button.focus();
      expect(document.activeElement, 'it is one').to.equal(field);
      partOf(assistant, 'input').focus();
      expect(document.activeElement).to.equal(assistant);
      assistant.hide();
      await assistant.updateComplete;
      document.removeEventListener(type, trap, options);
    });

  for (const where of ['the page', 'a component of the page'])
    it(`hears of what ${where} has put into the panel`, async () => {
      const assistant = await assistantWith();
      const slotted = assistant.appendChild(Object.assign(document.createElement('div'), {slot: 'footer'}));
      const root = where === 'the page' ? slotted : slotted.attachShadow({mode: 'open'});
      const field = root.appendChild(document.createElement('input'));
      await openPanel(assistant);
      const told: string[] = [];
      const tell = ({type, currentTarget}: Event) =>
        told.push(`${type} ${currentTarget === document ? 'document' : 'field'}`);
      const end = new AbortController();
      field.addEventListener('focus', tell);
      document.addEventListener('focus', tell, {capture: true, signal: end.signal});
      document.addEventListener('focusin', tell, {signal: end.signal}); // React's `onFocus`
      field.focus();
      end.abort();
      expect(told).to.deep.equal(['focus document', 'focus field', 'focusin document']);
    });
});
