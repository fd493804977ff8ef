import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const escape = () =>
  new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true});

async function inSettings(assistant: VoiceAssistant): Promise<void> {
  assistant.showSettings();
  await until(() => assistant.shadowRoot!.querySelector('voice-settings')?.hasUpdated, 'settings are shown');
}

const hasSettings = (assistant: VoiceAssistant) =>
  assistant.shadowRoot!.querySelector('voice-settings') !== null;

describe('Escape', () => {
  for (const layout of ['floating', 'modal', 'fullscreen'] as const)
    it(`leads out of the settings first, and then out of the panel (${layout})`, async () => {
      const assistant = await assistantWith();
      assistant.layout = layout;
      await openPanel(assistant);
      await inSettings(assistant);
      const pressed = escape();
      partOf(assistant, 'settings').dispatchEvent(pressed);
      // Or the browser would close the dialog.
      expect(pressed.defaultPrevented).to.equal(true);
      await assistant.updateComplete;
      expect([assistant.open, hasSettings(assistant)]).to.deep.equal([true, false]);
      partOf(assistant, 'input').dispatchEvent(escape());
      await assistant.updateComplete;
      expect(assistant.open).to.equal(false);
    });

  it('leads out of the settings where the panel stays', async () => {
    const assistant = await assistantWith();
    assistant.layout = 'inline';
    await openPanel(assistant);
    await inSettings(assistant);
    partOf(assistant, 'settings').dispatchEvent(escape());
    await assistant.updateComplete;
    expect(hasSettings(assistant)).to.equal(false);
  });

  it('by another gesture than the key leads one step back, too', async () => {
    const assistant = await assistantWith();
    assistant.layout = 'modal';
    await openPanel(assistant);
    await inSettings(assistant);
    const cancel = () => partOf(assistant, 'panel').dispatchEvent(new Event('cancel', {cancelable: true}));
    cancel();
    await assistant.updateComplete;
    expect([assistant.open, hasSettings(assistant)]).to.deep.equal([true, false]);
    cancel();
    await assistant.updateComplete;
    expect(assistant.open).to.equal(false);
  });
});

describe('The backdrop of a modal panel', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith();
    assistant.layout = 'modal';
    await openPanel(assistant);
  });

  const outside = {clientX: 1, clientY: 1};
  const inside = () => {
    const {left, top, width, height} = partOf(assistant, 'panel').getBoundingClientRect();
    return {clientX: left + width / 2, clientY: top + height / 2};
  };
  const send = (type: string, more: PointerEventInit, target = partOf(assistant, 'panel')) =>
    target.dispatchEvent(new PointerEvent(type, {bubbles: true, composed: true, ...more}));

  it('closes it by a click', () => {
    send('pointerdown', outside);
    expect(assistant.open).to.equal(true);
    send('click', outside);
    expect(assistant.open).to.equal(false);
  });

  it('does not close it by another button, a press that began inside, or a press on its margins', () => {
    send('pointerdown', {...outside, button: 2});
    send('click', outside);
    send('pointerdown', inside(), partOf(assistant, 'header'));
    send('click', outside);
    send('pointerdown', outside);
    send('click', inside());
    send('pointerdown', inside());
    send('click', inside());
    expect(assistant.open).to.equal(true);
  });
});
