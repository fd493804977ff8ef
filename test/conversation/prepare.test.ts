import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {assistantWith} from '../helpers/assistants.js';
import {nextFrame} from '../helpers/frames.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const elsewhere = {
  tokenEndpoint: 'https://site.invalid/token',
  realtimeUrl: 'https://realtime.invalid/v1/realtime/calls',
};

describe('Before a call', () => {
  /** What the browser was asked to greet. */
  let greeted: string[] = [];
  let peers: RTCPeerConnection[] = [];

  beforeEach(() => {
    greeted = [];
    peers = [];
    const append = document.head.append.bind(document.head);
    stub(document.head, 'append', (...nodes: Node[]) => {
      for (const node of nodes)
        if (node instanceof HTMLLinkElement && node.rel === 'preconnect') greeted.push(node.href);
      append(...nodes);
    });
    const Native = window.RTCPeerConnection;
    stub(window, 'RTCPeerConnection', function create(configuration?: RTCConfiguration) {
      const peer = new Native(configuration);
      peers.push(peer);
      return peer;
    });
  });

  afterEach(restoreStubs);

  /** Resolves when what was asked for has been loaded and done. */
  async function settled(): Promise<void> {
    await import('../../src/backends/openai-realtime/session.js');
    await nextFrame();
  }

  /** Has one prepare itself; resolves when nothing of that is left to come. */
  async function prepared(options: ConversationSettings): Promise<VoiceConversation> {
    const conversation = new VoiceConversation(options);
    conversation.prepare();
    await settled();
    return conversation;
  }

  it('greets both servers where the browser does not let pages have WebRTC, and nothing fails', async () => {
    let tries = 0;
    stub(window, 'RTCPeerConnection', function () {
      tries++;
      throw new DOMException('', 'NotAllowedError');
    });
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      unhandled.push(event.reason);
    };
    window.addEventListener('unhandledrejection', note);
    await prepared(elsewhere);
    await until(() => tries > 0);
    await nextFrame(); // The browser tells of it a little later.
    window.removeEventListener('unhandledrejection', note);
    expect(unhandled).to.deep.equal([]);
    expect(greeted).to.deep.equal(Object.values(elsewhere));
  });

  it('greets both servers, and sets WebRTC going', async () => {
    await prepared(elsewhere);
    await until(() => peers.length > 0);
    expect(greeted).to.deep.equal(Object.values(elsewhere));
    expect(peers.map(peer => peer.signalingState)).to.deep.equal(['closed']);
    expect(document.head.querySelector('link[rel=preconnect]')).to.equal(null);
  });

  it('does so once, however often the user comes near', async () => {
    const conversation = await prepared(elsewhere);
    await until(() => peers.length > 0);
    conversation.prepare();
    await settled();
    expect(greeted).to.have.length(2);
    expect(peers).to.have.length(1);
  });

  it('leaves WebRTC alone where a WebSocket is wanted', async () => {
    await prepared({...elsewhere, transport: 'websocket'});
    await until(() => greeted.length > 0);
    expect(greeted).to.have.length(2);
    expect(peers).to.deep.equal([]);
  });

  it('leaves a backend of the page’s own to itself', async () => {
    await prepared({...elsewhere, session: new ScriptedSession()});
    expect(greeted).to.deep.equal([]);
    expect(peers).to.deep.equal([]);
  });

  it('greets both servers when the user comes near the launcher', async () => {
    const assistant = await assistantWith();
    Object.assign(assistant, {...elsewhere, session: null});
    await assistant.updateComplete;
    assistant.shadowRoot!.querySelector('.launcher')!.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => greeted.length > 0);
    expect(greeted).to.deep.equal(Object.values(elsewhere));
  });

  it('goes nowhere before the person has agreed', async () => {
    const assistant = await assistantWith();
    Object.assign(assistant, {...elsewhere, session: null, consent: 'required'});
    await assistant.updateComplete;
    assistant.shadowRoot!.querySelector('.launcher')!.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => assistant.levels !== null);
    await settled();
    expect(greeted).to.deep.equal([]);
    expect(peers).to.deep.equal([]);
  });
});
