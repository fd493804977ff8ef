import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {OpenAILiveWebRTC} from 'openai/live/webrtc';
import type {LiveCreateParams, MediaSessionConfig} from 'openai/resources/live/live';
import type {SessionForkParams} from 'openai/resources/live/sessions';
import {toNodeListener, type SessionHandlerOptions} from '../../src/server/index.js';
import {answerSdp, makeSessions, offerSdp, sessionHandler} from './live-page.js';
import {serve, type Served} from './serve.js';
import {startStubUpstream, type StubUpstream} from './stub-upstream.js';

/* OpenAI's own client for pages, in Node: only the peer connection is made up. */

class MadeUpChannel extends EventTarget {
  readyState = 'connecting';
  close(): void {
    this.readyState = 'closed';
  }
}

class MadeUpPeer extends EventTarget {
  static remote: unknown;
  connectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  readonly #channel = new MadeUpChannel();
  createDataChannel(): MadeUpChannel {
    return this.#channel;
  }
  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({type: 'offer', sdp: offerSdp});
  }
  setLocalDescription(offer: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = offer;
    return Promise.resolve();
  }
  setRemoteDescription(answer: RTCSessionDescriptionInit): Promise<void> {
    MadeUpPeer.remote = answer;
    this.connectionState = 'connected';
    this.#channel.readyState = 'open';
    return Promise.resolve();
  }
  close(): void {
    this.connectionState = 'closed';
  }
}

let upstream: StubUpstream;
let site: Served;

before(async () => {
  upstream = await startStubUpstream();
  makeSessions(upstream);
  const options: Partial<SessionHandlerOptions> = {allowedOrigins: ['*'], allowFork: () => true};
  site = await serve(toNodeListener(sessionHandler(upstream, options)));
  Object.assign(globalThis, {RTCPeerConnection: MadeUpPeer});
});
after(async () => {
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  await site.close();
  await upstream.close();
});
afterEach(() => {
  upstream.asked.length = 0;
});

const post = (type: string, body: string, signal?: AbortSignal) =>
  fetch(site.url, {method: 'POST', headers: {'Content-Type': type}, body, signal});

describe('OpenAI’s client for pages', () => {
  it('connects through the session endpoint with SDP both ways, as its manual has it', async () => {
    const live = new OpenAILiveWebRTC();
    await live.connect({
      exchangeSdp: async (offer, {signal}) => {
        const response = await post('application/sdp', offer, signal);
        assert.ok(response.ok);
        return response.text();
      },
    });
    assert.equal(live.state, 'connected');
    assert.deepEqual(MadeUpPeer.remote, {type: 'answer', sdp: answerSdp});
    live.close();
  });

  it('connects with JSON both ways', async () => {
    const live = new OpenAILiveWebRTC();
    await live.connect({
      exchangeSdp: async (sdp, {signal}) => {
        const response = await post('application/json', JSON.stringify({type: 'offer', sdp}), signal);
        return ((await response.json()) as {transport: {sdp: string}}).transport.sdp;
      },
    });
    assert.equal(live.state, 'connected');
    live.close();
  });

  it('is told of a refusal', async () => {
    const live = new OpenAILiveWebRTC();
    const connected = live.connect({
      exchangeSdp: async offer => {
        const response = await post('text/plain', offer);
        if (!response.ok) throw new Error(`status ${response.status}`);
        return response.text();
      },
    });
    await assert.rejects(connected, {code: 'signaling_failed'});
  });
});

describe('In OpenAI’s types', () => {
  const session: MediaSessionConfig = {
    model: 'gpt-live-1',
    delegation: {type: 'responses', responses: {model: 'gpt-5.6', tools: []}},
  };

  it('a session may be given to the handler, and what is asked for one is written', async () => {
    const ask = sessionHandler(upstream, {
      session,
      allowedClientEvents: ['session.update'],
      rateLimit: false,
    });
    const history = [
      {role: 'user', text: 'Hello'},
      {role: 'assistant', text: 'Good day'},
    ];
    const init = {
      method: 'POST',
      headers: {'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json'},
    };
    const body = JSON.stringify({type: 'offer', sdp: offerSdp, history});
    await ask(new Request('https://shop.example/', {...init, body}));
    const expected: LiveCreateParams = {
      session: {
        model: 'gpt-live-1',
        delegation: {type: 'responses', responses: {model: 'gpt-5.6', tools: []}},
        input: [
          {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hello'}]},
          {type: 'message', role: 'assistant', content: [{type: 'output_text', text: 'Good day'}]},
        ],
        client: {
          data_channel: {
            allowed_client_events: [
              'session.input_audio.mute',
              'session.input_audio.unmute',
              'session.thinking.append',
              'session.commentary.append',
              'session.close',
              'response.item.create',
              'response.create',
              'session.update',
            ],
          },
        },
      },
      transport: {type: 'webrtc', sdp: offerSdp},
    };
    assert.deepEqual(upstream.asked[0]?.body, expected);
  });

  it('so is what is asked for a fork', async () => {
    const body = JSON.stringify({type: 'offer', sdp: offerSdp, previousSessionId: 'live_1'});
    assert.equal((await post('application/json', body)).status, 201);
    const sent = upstream.asked[0]?.body as SessionForkParams;
    const expected: SessionForkParams = {
      session: {
        client: {
          data_channel: {allowed_client_events: sent.session?.client?.data_channel.allowed_client_events},
        },
      },
      transport: {type: 'webrtc', sdp: offerSdp},
    };
    assert.deepEqual(sent, expected);
  });
});
