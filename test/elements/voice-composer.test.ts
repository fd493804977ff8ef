import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceComposer} from '../../src/elements/voice-composer/voice-composer.js';
import type {VoiceSendRequestEvent} from '../../src/events/index.js';
import {anImage, carrying, pasting} from '../helpers/an-image.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {nextFrame} from '../helpers/frames.js';
import {until} from '../helpers/until.js';

describe('VoiceComposer with images', () => {
  let assistant: VoiceAssistant;
  let form: HTMLElement;
  let image: File;
  const sent: VoiceSendRequestEvent[] = [];
  beforeEach(async () => {
    sent.length = 0;
    image = await anImage(60, 40);
    assistant = await assistantWith();
    assistant.addEventListener('voice-send-request', event => sent.push(event));
    await openPanel(assistant);
    form = partOf(assistant, 'composer');
  });
  afterEach(() => assistant.stop());

  const drop = (file: File) =>
    new DragEvent('drop', {dataTransfer: carrying(file), bubbles: true, cancelable: true});

  for (const [name, give] of [
    ['pasted', () => form.dispatchEvent(pasting(image))],
    ['dropped', () => form.dispatchEvent(drop(image))],
    [
      'picked',
      () => {
        const picker = form.querySelector('input')!;
        picker.files = carrying(image).files;
        picker.dispatchEvent(new Event('change'));
      },
    ],
  ] as const) {
    it(`shows an image that is ${name}, and sends it`, async () => {
      give();
      await until(() => hasPart(assistant, 'attachment'));
      expect(partOf(assistant, 'attachment').querySelector('canvas')!.ariaLabel).to.equal('image.png');
      partOf(assistant, 'send').click();
      expect(sent.map(({text, image}) => [text, image?.size])).to.deep.equal([['', image.size]]);
      await until(() => !hasPart(assistant, 'attachment'));
      await untilPhase(assistant, 'listening');
      await until(() => assistant.snapshot.turns.some(turn => turn.image));
      await until(
        () =>
          assistant.shadowRoot!.querySelector('voice-transcript')!.shadowRoot!.querySelector('.picture') !==
          null,
      );
    });
  }

  it('can be taken back', async () => {
    form.dispatchEvent(pasting(image));
    await until(() => hasPart(assistant, 'attachment'));
    partOf(assistant, 'remove-image').click();
    await until(() => !hasPart(assistant, 'attachment'));
    expect(partOf<HTMLButtonElement>(assistant, 'send').disabled).to.equal(true);
  });

  it('stays when the page says no', async () => {
    assistant.addEventListener('voice-send-request', event => event.preventDefault());
    form.dispatchEvent(pasting(image));
    await until(() => hasPart(assistant, 'attachment'));
    partOf(assistant, 'send').click();
    await nextFrame();
    expect(hasPart(assistant, 'attachment')).to.equal(true);
  });

  it('takes no other files, and lets none take the place of the page', async () => {
    const event = drop(new File(['text'], 'a.txt', {type: 'text/plain'}));
    form.dispatchEvent(event);
    await nextFrame();
    expect(event.defaultPrevented).to.equal(true);
    expect(hasPart(assistant, 'attachment')).to.equal(false);
  });

  it('leaves pasted words to the field', () => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Hello');
    const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
    form.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
  });

  it('says in the language of the page that the browser cannot open one', async () => {
    assistant.lang = 'de';
    await openPanel(assistant);
    await assistant.sendImage(new Blob(['no pixels'], {type: 'image/heic'})).catch(() => {});
    await until(() => hasPart(assistant, 'error'));
    await until(() => partOf(assistant, 'error').textContent.includes('JPEG- oder PNG-'));
  });

  it('offers no images to a backend that takes none', async () => {
    expect(hasPart(assistant, 'attach')).to.equal(true);
    assistant.session = {
      capabilities: {...noCapabilities, text: true},
      start: async () => {},
      stop: () => {},
      setMicrophone: () => {},
      interrupt: () => {},
      sendText: () => {},
    };
    const composer = assistant.shadowRoot!.querySelector<VoiceComposer>('voice-composer')!;
    composer.requestUpdate();
    await composer.updateComplete;
    expect(hasPart(assistant, 'attach')).to.equal(false);
  });

  it('has letters large enough that a phone does not zoom in', () => {
    assistant.style.setProperty('--voice-font', '12px/1.4 sans-serif');
    expect(parseFloat(getComputedStyle(partOf(assistant, 'input')).fontSize)).to.be.at.least(16);
  });
});
