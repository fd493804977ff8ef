import {expect, fixture, html} from '@open-wc/testing';
import {noCapabilities, type SessionCapabilities} from '../../src/state/capabilities.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceComposer} from '../../src/elements/voice-composer/voice-composer.js';
import type {VoiceSendRequestEvent} from '../../src/events/index.js';
import {anImage, carrying, pasting} from '../helpers/an-image.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
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

  it('takes what was picked from a dialog that opened before the button was gone, and needs no button for it', async () => {
    const picker = form.querySelector('input')!;
    assistant.session = Object.assign(new FakeSession(), {capabilities: {...noCapabilities, text: true}});
    await until(() => !hasPart(assistant, 'attach'));
    picker.files = carrying(image).files;
    picker.dispatchEvent(new Event('change'));
    await nextFrame();
    expect(hasPart(assistant, 'attachment')).to.equal(false);
  });

  it('has letters large enough that a phone does not zoom in', () => {
    assistant.style.setProperty('--voice-font', '12px/1.4 sans-serif');
    expect(parseFloat(getComputedStyle(partOf(assistant, 'input')).fontSize)).to.be.at.least(16);
  });
});

describe('VoiceComposer of a backend that may take spoken words only', () => {
  let assistant: VoiceAssistant;
  let session: FakeSession;
  let field: HTMLTextAreaElement;
  const can = (changed: Partial<SessionCapabilities>) => ({...session.capabilities, ...changed});
  /** The server tells what this session can do. */
  const turnsOut = (changed: Partial<SessionCapabilities>) =>
    session.says({type: 'capabilities-changed', capabilities: can(changed)});
  const isShown = () => field.checkVisibility();
  const type = (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };

  beforeEach(async () => {
    assistant = await assistantWith();
    session = Object.assign(new FakeSession(), {ownsMicrophone: true});
    session.capabilities = can({images: true});
    assistant.session = session;
    await openPanel(assistant);
    field = partOf(assistant, 'input');
    await until(isShown);
    await assistant.start();
  });
  afterEach(() => assistant.stop());

  it('is absent while words cannot be sent, and comes back', async () => {
    turnsOut({text: false, images: false});
    await until(() => !isShown());
    expect(hasPart(assistant, 'attach')).to.equal(false);
    turnsOut({});
    await until(isShown);
    expect(hasPart(assistant, 'attach')).to.equal(true);
    turnsOut({text: false});
    await until(() => !isShown());
    assistant.stop();
    await until(isShown, 'the next session may take words');
  });

  it('is absent from the start where the page’s own session says so, inside the panel and elsewhere', async () => {
    assistant.stop();
    assistant.id = 'spoken';
    const apart = await fixture<VoiceComposer>(html`<voice-composer for="spoken"></voice-composer>`);
    await until(() => apart.checkVisibility());
    assistant.session = Object.assign(new FakeSession(), {capabilities: noCapabilities});
    await until(() => !isShown() && !apart.checkVisibility());
  });

  it('stays as long as a person is in the field', async () => {
    field.focus();
    turnsOut({text: false});
    await nextFrame();
    expect(isShown()).to.equal(true);
    field.blur();
    await until(() => !isShown());
  });

  it('keeps what was typed; sent, it waits, and a notice says why', async () => {
    type('Half a sent');
    turnsOut({text: false});
    await nextFrame();
    expect([isShown(), field.value]).to.deep.equal([true, 'Half a sent']);
    type('Half a sentence');
    partOf(assistant, 'send').click();
    await until(() => hasPart(assistant, 'error'));
    expect(partOf(assistant, 'error').textContent).to.contain('This assistant takes spoken words only.');
    expect(assistant.snapshot.turns.map(({text, waiting}) => [text, waiting])).to.deep.equal([
      ['Half a sentence', true],
    ]);
    expect(session.log).to.deep.equal(['start']);
    field.blur();
    await until(() => !isShown());
  });

  it('keeps an image that was picked before it was known that none can be sent', async () => {
    partOf(assistant, 'composer').dispatchEvent(pasting(await anImage(60, 40)));
    await until(() => hasPart(assistant, 'attachment'));
    turnsOut({text: false, images: false});
    await until(() => !hasPart(assistant, 'attach'));
    expect(isShown() && hasPart(assistant, 'attachment')).to.equal(true);
    partOf(assistant, 'remove-image').click();
    field.blur();
    await until(() => !isShown());
  });
});
