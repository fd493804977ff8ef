import {expect, fixture, html} from '@open-wc/testing';
import {defineParts} from '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {anImage} from '../helpers/an-image.js';
import {arrived, hasPart, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {restoreStubs, stub, stubFetch} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** What reaches the network, by whatever way. */
function watchNetwork(): string[] {
  const seen: string[] = [];
  const note = (what: string) => void seen.push(what);
  const requests = stubFetch(({url}) => {
    note(url);
    return new Response('no', {status: 401});
  });
  void requests;
  stub(
    window,
    'RTCPeerConnection',
    class {
      constructor() {
        note('RTCPeerConnection');
        throw new DOMException('', 'NotSupportedError');
      }
    },
  );
  stub(
    window,
    'WebSocket',
    class {
      constructor(url: string) {
        note(url);
        throw new DOMException('', 'SecurityError');
      }
    },
  );
  const append = document.head.append.bind(document.head);
  stub(document.head, 'append', (...nodes: Node[]) => {
    for (const node of nodes)
      if (node instanceof HTMLLinkElement && node.rel === 'preconnect') note(node.href);
    append(...nodes);
  });
  stub(navigator.mediaDevices, 'getUserMedia', () => {
    note('getUserMedia');
    return Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  return seen;
}

const shown = (assistant: VoiceAssistant) => until(() => hasPart(assistant, 'consent'), 'the question');
const gone = (assistant: VoiceAssistant) => until(() => !hasPart(assistant, 'consent'), 'the question goes');
const press = (assistant: VoiceAssistant, words: string) =>
  [...partOf(assistant, 'consent').querySelectorAll('button')]
    .find(({textContent}) => textContent.trim() === words)!
    .click();
const written = (assistant: VoiceAssistant) =>
  assistant.snapshot.turns.map(({text, waiting, image}) => `${image ? 'image' : text}${waiting ? ' …' : ''}`);
const settled = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Error) => error.name,
  );

describe('Consent', () => {
  let assistant: VoiceAssistant;

  beforeEach(defineParts);
  afterEach(restoreStubs);

  const make = async (attributes = '') => {
    const {content} = Object.assign(document.createElement('template'), {
      innerHTML: `<voice-assistant name="Vera" consent="required" face="text" start-on="open" ${attributes}></voice-assistant>`,
    });
    assistant = await fixture<VoiceAssistant>(html`${content}`);
  };

  describe('without a yes, nothing leaves the page', () => {
    let network: string[];

    beforeEach(() => {
      network = watchNetwork();
    });

    const remote =
      'token-endpoint="https://site.invalid/token" realtime-url="https://realtime.invalid/calls"';

    let outcome: Promise<unknown> = Promise.resolve();
    const trying = (promise: Promise<unknown>) => void (outcome = settled(promise));

    /** What a person or a page can do that needs a connection. */
    const ways: Readonly<Record<string, () => unknown>> = {
      'start()': () => trying(assistant.start()),
      'sendText()': () => trying(assistant.sendText('My number is 12.')),
      'sendImage()': async () => trying(assistant.sendImage(await anImage(20, 20))),
      'a request of the page': () => assistant.dispatchEvent(new Event('voice-start-request')),
      'the launcher': () => partOf(assistant, 'launcher').click(),
      'coming near': () => partOf(assistant, 'launcher').dispatchEvent(new PointerEvent('pointerenter')),
      'show()': () => assistant.show(),
      'updateContext()': () => assistant.updateContext({customer: 'Ada'}),
    };
    const silent = ['coming near', 'updateContext()'];

    for (const layout of ['floating', 'modal', 'fullscreen', 'custom', 'inline']) {
      const own = ['custom', 'inline'].includes(layout);
      for (const [way, act] of Object.entries(ways)) {
        if (own && ['the launcher', 'coming near'].includes(way)) continue; // There is no launcher.
        it(`${layout}: ${way}`, async () => {
          await make(`${remote} layout=${layout}`);
          await act();
          if (!silent.includes(way) && !(layout === 'custom' && way === 'show()')) {
            let answered = false;
            void outcome.then(() => (answered = true));
            await shown(assistant);
            // An inline panel asks by itself, and again for what comes after a no.
            await until(() => {
              if (hasPart(assistant, 'consent')) press(assistant, 'Not now');
              return answered;
            }, 'the answer is taken');
          }
          await assistant.diagnose();
          expect(network).to.deep.equal([]);
        });
      }
    }

    it('diagnoses what is local, and says why the rest was not looked at', async () => {
      await make(remote);
      const {checks} = await assistant.diagnose();
      const skipped = checks.filter(({help}) => help.includes('not agreed')).map(({name}) => name);
      expect(skipped).to.deep.equal(['endpoint', 'network']);
      expect(checks.find(({name}) => name === 'secure-context')!.result).to.equal('pass');
    });

    it('asks the endpoint once the person agrees, and looks at everything', async () => {
      await make(`${remote} transport=websocket`);
      void assistant.sendText('Hello').catch(() => {});
      await shown(assistant);
      press(assistant, 'Agree');
      await untilPhase(assistant, 'failed');
      expect(network).to.deep.equal(['https://site.invalid/token']);
      const {checks} = await assistant.diagnose();
      expect(checks.some(({help}) => help.includes('not agreed'))).to.equal(false);
    });
  });

  describe('what waits', () => {
    let session: FakeSession;

    beforeEach(async () => {
      await make();
      session = new FakeSession();
      assistant.session = session;
    });

    it('is shown as waiting, and sent with the yes', async () => {
      const sent = settled(assistant.sendText('One'));
      void assistant.sendText('Two');
      await shown(assistant);
      expect(written(assistant)).to.deep.equal(['One …', 'Two …']);
      expect(session.log).to.deep.equal([]);
      press(assistant, 'Agree');
      expect(await sent).to.equal('done');
      await untilPhase(assistant, 'listening');
      expect(session.log).to.deep.equal(['start', 'text: One', 'text: Two']);
      expect(written(assistant)).to.deep.equal(['One', 'Two']);
    });

    it('goes on waiting after a no, and goes with a later yes', async () => {
      const messages: string[] = [];
      assistant.addEventListener('voice-message', ({turn}) => void messages.push(turn.text));
      const sent = settled(assistant.sendText('One'));
      await shown(assistant);
      press(assistant, 'Not now');
      expect(await sent).to.equal('AbortError');
      await gone(assistant);
      expect(written(assistant)).to.deep.equal(['One …']);
      expect(session.log).to.deep.equal([]);
      expect(messages, 'nothing was said').to.deep.equal([]);
      stub(navigator.mediaDevices, 'getUserMedia', () =>
        Promise.reject(new DOMException('', 'NotFoundError')),
      );
      void assistant.start().catch(() => {});
      await shown(assistant);
      press(assistant, 'Agree and start');
      await until(() => session.log.includes('start'), 'a call');
    });

    it('holds an image before the words to it, and sends them in that order', async () => {
      const image = await anImage(20, 20);
      const order: string[] = [];
      Object.assign(session, {
        capabilities: {...session.capabilities, images: true},
        sendImage: () => void order.push('image'),
        sendText: (text: string) => void order.push(text),
      });
      const {VoiceSendRequestEvent} = await import('../../src/events/requests.js');
      assistant.dispatchEvent(new VoiceSendRequestEvent('What is this?', image));
      await shown(assistant);
      await until(() => assistant.snapshot.turns.length === 2, 'both wait');
      expect(written(assistant)).to.deep.equal(['image …', 'What is this? …']);
      press(assistant, 'Agree');
      await until(() => order.length === 2, 'both are sent');
      expect(order).to.deep.equal(['image', 'What is this?']);
    });

    it('says so beside the words, which a screen reader meets as well', async () => {
      void assistant.sendText('One').catch(() => {});
      await shown(assistant);
      await until(() => hasPart(assistant, 'turn-user'), 'the words');
      expect(partOf(assistant, 'turn-user').textContent).to.contain('One').and.to.contain('Not sent');
    });

    it('is not sent by the next call after a hang-up, and not retold as said', async () => {
      session.openings[0] = 'wait';
      void assistant.sendText('One').catch(() => {});
      await shown(assistant);
      press(assistant, 'Agree');
      await untilPhase(assistant, 'connecting');
      assistant.stop();
      session.openings[0] = 'open';
      await assistant.sendText('Two');
      await untilPhase(assistant, 'listening');
      expect(session.log.filter(entry => entry.startsWith('text'))).to.deep.equal(['text: Two']);
      expect(session.histories.at(-1)).to.deep.equal([]);
    });

    it('keeps the words of an image that could not be sent', async () => {
      assistant.consent = 'off';
      const {VoiceSendRequestEvent} = await import('../../src/events/requests.js');
      assistant.dispatchEvent(new VoiceSendRequestEvent('What is this?', await anImage(20, 20))); // It takes none.
      await until(() => written(assistant).length, 'the words');
      expect(written(assistant)).to.deep.equal(['What is this? …']);
      expect(session.log.filter(entry => entry.startsWith('text'))).to.deep.equal([]);
    });

    it('forgets an image that was being got ready when everything was cleared', async () => {
      Object.assign(session, {capabilities: {...session.capabilities, images: true}, sendImage: () => {}});
      const sent = settled(assistant.sendImage(await anImage(1500, 1500)));
      await shown(assistant);
      assistant.clear();
      press(assistant, 'Agree');
      await sent;
      expect(written(assistant)).to.deep.equal([]);
    });

    it('sends nothing of a message whose call was ended while its image was got ready', async () => {
      assistant.consent = 'off';
      Object.assign(session, {capabilities: {...session.capabilities, images: true}, sendImage: () => {}});
      const {VoiceSendRequestEvent} = await import('../../src/events/requests.js');
      assistant.dispatchEvent(new VoiceSendRequestEvent('What is this?', await anImage(1500, 1500)));
      await until(() => session.log.includes('start'), 'a call');
      assistant.stop();
      await new Promise(requestAnimationFrame);
      await import('../../src/conversation/keep-image.js');
      await until(() => assistant.snapshot.phase === 'idle', 'the end');
      await anImage(1500, 1500); // As long as the other one takes, and more.
      expect(session.log).to.deep.equal(['start', 'stop']);
    });

    it('is withdrawn by clear()', async () => {
      const sent = settled(assistant.sendText('One'));
      await shown(assistant);
      assistant.clear();
      press(assistant, 'Agree');
      expect(await sent).to.equal('done');
      expect(session.log).to.deep.equal([]);
    });

    it('tells of an image that cannot be sent, and keeps asking', async () => {
      const sent = settled(assistant.sendImage(await anImage(20, 20))); // This backend takes none.
      await shown(assistant);
      expect(await sent).to.equal('VoiceError');
      await until(() => partOf(assistant, 'consent').querySelector('[role=alert]'), 'the reason');
      expect(written(assistant)).to.deep.equal([]);
    });
  });

  describe('the question', () => {
    it('stands in an inline panel from the start, with a field that says why it is closed', async () => {
      await make('layout=inline');
      await shown(assistant);
      const field = partOf<HTMLTextAreaElement>(assistant, 'input');
      expect(field.disabled).to.equal(true);
      expect(field.placeholder).to.equal('Answer the question first');
      expect(document.activeElement, 'the page keeps the focus').to.equal(document.body);
      arrived(assistant);
      await expect(assistant).to.be.accessible();
    });

    it('opens the field with the answer, whatever it is', async () => {
      for (const words of ['Not now', 'Agree']) {
        await make('layout=inline');
        await shown(assistant);
        press(assistant, words);
        await gone(assistant);
        await until(() => hasPart(assistant, 'input'), 'the field');
        await assistant.updateComplete;
        expect(partOf<HTMLTextAreaElement>(assistant, 'input').disabled).to.equal(false);
      }
    });

    it('comes again when something is typed after a no, and gives the field back', async () => {
      await make();
      assistant.session = new FakeSession();
      assistant.show();
      await shown(assistant);
      press(assistant, 'Not now');
      await until(() => hasPart(assistant, 'input'), 'the field');
      const field = partOf<HTMLTextAreaElement>(assistant, 'input');
      field.focus();
      field.value = 'Hello';
      field.dispatchEvent(new Event('input'));
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true}));
      await shown(assistant);
      await until(
        () => assistant.shadowRoot!.activeElement === partOf(assistant, 'consent'),
        'the question has the focus',
      );
      press(assistant, 'Agree');
      await until(
        () => assistant.shadowRoot!.activeElement?.localName === 'voice-composer',
        'typing goes on',
      );
      await until(() => written(assistant)[0] === 'Hello', 'the words are sent');
    });

    it('offers to start only where something starts', async () => {
      await make();
      assistant.show();
      await shown(assistant);
      const words = () =>
        [...partOf(assistant, 'consent').querySelectorAll('button')].map(({textContent}) =>
          textContent.trim(),
        );
      expect(words()).to.deep.equal(['Agree', 'Not now']);
      const started = settled(assistant.start());
      await until(() => words()[0] === 'Agree and start', 'the start');
      assistant.stop();
      expect(await started).to.equal('AbortError');
    });

    it('comes back after the settings', async () => {
      await make('layout=inline');
      await shown(assistant);
      assistant.showSettings();
      await gone(assistant);
      await until(() => assistant.view, 'the settings');
      assistant.view = null;
      await shown(assistant);
    });

    it('goes when the page does without consent, and lets what waits go', async () => {
      await make('layout=inline');
      const session = new FakeSession();
      assistant.session = session;
      void assistant.sendText('One');
      await shown(assistant);
      await until(() => written(assistant).length, 'the words wait');
      assistant.consent = 'off';
      await gone(assistant);
      await untilPhase(assistant, 'listening');
      expect(session.log).to.deep.equal(['start', 'text: One']);
    });

    it('leaves a call alone in which it was switched on', async () => {
      await make();
      assistant.consent = 'off';
      assistant.session = new FakeSession();
      await assistant.sendText('One');
      await untilPhase(assistant, 'listening');
      assistant.show();
      assistant.consent = 'required';
      await until(() => hasPart(assistant, 'hang-up'), 'the call can be ended');
      expect(hasPart(assistant, 'consent')).to.equal(false);
    });

    it('is withdrawn with the panel, which rejects the pending promise, and opens the fields of the page', async () => {
      await make('layout=custom');
      const composer = document.createElement('voice-composer');
      assistant.append(composer);
      const sent = settled(assistant.sendText('One'));
      await shown(assistant);
      const field = () => composer.shadowRoot!.querySelector('textarea')!;
      await until(() => field().disabled, 'the field is closed');
      assistant.hide();
      expect(await sent).to.equal('AbortError');
      await until(() => !field().disabled, 'the field is open');
      expect(written(assistant)).to.deep.equal(['One …']);
    });

    it('leaves what is being typed where it is', async () => {
      await make();
      assistant.show();
      await shown(assistant);
      press(assistant, 'Not now');
      await until(() => !partOf<HTMLTextAreaElement>(assistant, 'input').disabled, 'the field is open');
      partOf<HTMLTextAreaElement>(assistant, 'input').value = 'a long draft';
      void assistant.start().catch(() => {});
      await shown(assistant);
      expect(partOf<HTMLTextAreaElement>(assistant, 'input').value).to.equal('a long draft');
      press(assistant, 'Not now');
      await gone(assistant);
      expect(partOf<HTMLTextAreaElement>(assistant, 'input').value).to.equal('a long draft');
    });

    it('lets no agent begin, which may connect to servers of its own', async () => {
      const slot = Symbol.for('voice-assistant-element.agents');
      const begun: object[] = [];
      const run = {close() {}};
      const globals = globalThis as unknown as Record<symbol, unknown>;
      const before = globals[slot];
      globals[slot] = (agent: object) => (begun.push(agent), run);
      try {
        await make();
        assistant.session = new FakeSession();
        assistant.agent = {name: 'Shop'};
        assistant.show();
        await shown(assistant);
        await assistant.diagnose();
        expect(begun).to.deep.equal([]);
        press(assistant, 'Agree');
        await assistant.sendText('Hello');
        await until(() => begun.length === 1, 'the agent begins, with the call');
      } finally {
        globals[slot] = before;
      }
    });

    it('is asked once: after a yes everything goes at once', async () => {
      await make();
      const session = new FakeSession();
      assistant.session = session;
      void assistant.sendText('One');
      await shown(assistant);
      press(assistant, 'Agree');
      await untilPhase(assistant, 'listening');
      assistant.stop();
      await assistant.sendText('Two');
      expect(hasPart(assistant, 'consent')).to.equal(false);
    });
  });
});
