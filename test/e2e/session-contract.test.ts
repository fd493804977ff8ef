import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {hearInOrder, type Call, type Responder} from '../../local-server/index.js';
import type {TextToSpeech} from '../../local-server/speech/text-to-speech.js';
import {toneVoice} from '../../tools/recording/tone-voice.js';
import type * as Live from '../../src/backends/openai-live/session.js';
import type * as Realtime from '../../src/backends/openai-realtime/session.js';
import {sessionContract, type CreateScene, type SessionCheckResult} from '../../src/session/contract.js';
import type * as Testing from '../../src/entries/testing.js';
import type {VoiceSession} from '../../src/session/voice-session.js';
import {puppetMicrophone} from '../faults/page-scripts.js';
import {typeErrors} from '../helpers/openai-types.js';
import {serveEchoPage} from './echo-page.js';
import {EchoServer} from './echo-server.js';
import {setStage, type Stage} from './stage.js';

/* The contract of sessions, in a browser and over a network: with the local server, and with a backend to copy. */

type Backend = 'WebRTC' | 'WebSocket' | 'GPT-Live' | 'Echo';
type Item = Readonly<Record<string, unknown>> & {readonly content?: readonly {readonly text?: string}[]};

const story = 'and then the fox went on into the wood, and then '.repeat(4);

/** Calls a tool where it is told to by name, and says something otherwise. */
const responder: Responder = {
  name: 'contract',
  answer(history) {
    const last = history.at(-1);
    const text = last?.role === 'user' ? last.text : '';
    const [, name, args] = /^Call (\w+) (.*)$/.exec(text) ?? [];
    if (name && args) return [{toolCall: {name, arguments: args}}];
    return [{text: text.includes('story') ? story : 'There you are.'}];
  },
};

/** Long answers are heard for longer. */
const speak: TextToSpeech = {
  ...toneVoice(() => 0),
  speak: (text, ...rest) => toneVoice(() => (text.length > 40 ? 6 : 0.3)).speak(text, ...rest),
};

/** Acts for the server of a call over the protocol of OpenAI Realtime. */
const acts: Readonly<Record<string, (call: Call, name: string, args: object) => unknown>> = {
  async result(call) {
    const {event} = await call.waitForEvent(
      ({item}) => (item as Item | undefined)?.type === 'function_call_output',
    );
    return (event.item as Item).output;
  },
  async askApproval(call, name, args) {
    const request = {id: 'mcpr_1', type: 'mcp_approval_request', server_label: 'shop', name};
    const item = {...request, arguments: JSON.stringify(args)};
    call.sendRaw({type: 'conversation.item.added', event_id: 'event_mcpr', previous_item_id: null, item});
    const {event} = await call.waitForEvent(
      ({item}) => (item as Item | undefined)?.type === 'mcp_approval_response',
    );
    return (event.item as Item).approve;
  },
  lose: call => call.closePeer(),
  contextTold(call) {
    const told = new Map<unknown, string>();
    for (const {event} of call.receivedEvents) {
      const item = event.item as Item | undefined;
      if (event.type === 'conversation.item.delete') told.delete(event.item_id);
      else if (item?.role === 'system') told.set(item.id ?? {}, item.content?.[0]?.text ?? '');
    }
    return [...told.values()];
  },
};

/** What differs over the protocol of GPT-Live. */
const liveActs: typeof acts = {
  ...acts,
  async askApproval(call, name, args) {
    const response = {id: 'resp_1'};
    const item = {id: 'mcpr_1', type: 'mcp_approval_request', server_label: 'shop', name};
    const tell = (event: object) =>
      call.sendRaw({type: 'response.event', event_id: 'event_mcpr', delegation_id: 'dlg_1', event});
    tell({type: 'response.created', response});
    tell({type: 'response.output_item.done', item: {...item, arguments: JSON.stringify(args)}});
    tell({type: 'response.completed', response});
    const answered = await call.waitForEvent(
      ({item}) => (item as Item | undefined)?.type === 'mcp_approval_response',
    );
    await call.waitForEvent('response.create');
    return (answered.event.item as Item).approve;
  },
  end: call => call.expireSession(),
  contextTold(call) {
    const told = new Map<string, string>();
    for (const {event} of call.receivedEvents) {
      if (event.type !== 'session.thinking.append') continue;
      const text = String(event.content);
      const name = /“(.*?)”/.exec(text)?.[1] ?? text;
      if (text.endsWith('holds no more.')) told.delete(name);
      else told.set(name, text);
    }
    return [...told.values()];
  },
};

/** What a host makes of a page's offer that may use all that it can. */
const liveSession = {
  client: {data_channel: {allowed_client_events: 'all', allowed_server_events: 'all'}},
  delegation: {type: 'responses', responses: {model: 'backend'}},
};

/** The same for Echo. */
const echoes: Readonly<Record<string, (server: EchoServer, name: string, args: object) => unknown>> = {
  callTool: ({call}, name, args) => call.callTool(name, args),
  askApproval: ({call}, name, args) => call.askApproval(name, args),
  lose: ({call}) => call.lose(),
  end: ({call}) => call.end(),
  contextTold: ({call}) => call.told,
};

/** Runs in the page: puts a session through one check. */
async function runCheck(name: string, backend: Backend): Promise<SessionCheckResult> {
  const {act} = window as unknown as {act(name: string, ...args: unknown[]): Promise<unknown>};
  const load = (address: string): Promise<unknown> => import(address);
  const {sessionContract} = (await load('/dist/testing.js')) as typeof Testing;
  const spokenMs = 900;

  async function realtimeSession(pushToTalk: boolean) {
    const {OpenAIRealtimeSession} = (await load(
      '/dist/backends/openai-realtime/session.js',
    )) as typeof Realtime;
    // A page that has tools: what they take is loaded before the call is open.
    const pageSettings = {tools: []};
    return new OpenAIRealtimeSession(() => ({
      ...pageSettings,
      tokenEndpoint: '/token',
      realtimeUrl: '/v1/realtime/calls',
      answers: 'spoken',
      transport: backend === 'WebRTC' ? 'webrtc' : 'websocket',
      ...(pushToTalk && {turnDetection: 'push-to-talk'}),
    }));
  }

  async function liveSession() {
    const {OpenAILiveSession} = (await load('/dist/backends/openai-live/session.js')) as typeof Live;
    return new OpenAILiveSession(() => ({sessionEndpoint: '/session'}));
  }

  async function openaiScene(pushToTalk: boolean) {
    const isLive = backend === 'GPT-Live';
    const session: VoiceSession = await (isLive ? liveSession() : realtimeSession(pushToTalk));
    const [microphone] = (await navigator.mediaDevices.getUserMedia({audio: true})).getTracks();
    return {
      session,
      microphone: microphone!,
      async userSpeaks() {
        window.puppet.speak(true);
        await new Promise(resolve => setTimeout(resolve, spokenMs));
        window.puppet.speak(false);
      },
      callTool(name: string, args: object) {
        session.sendText(`Call ${name} ${JSON.stringify(args)}`, 'typed-call', {respond: true});
        return act('result');
      },
      askApproval: (name: string, args: object) => act('askApproval', name, args),
      lose: () => act('lose'),
      ...(isLive && {end: () => act('end')}),
      contextTold: () => act('contextTold') as Promise<string[]>,
    };
  }

  async function echoScene() {
    const {EchoSession} = (await load('/echo-session.js')) as {
      EchoSession: new (url: string) => VoiceSession;
    };
    return {
      session: new EchoSession(new URL('/echo', location.href).href.replace('http', 'ws')),
      callTool: (name: string, args: object) => act('callTool', name, args),
      askApproval: (name: string, args: object) => act('askApproval', name, args),
      lose: () => act('lose'),
      end: () => act('end'),
      contextTold: () => act('contextTold') as Promise<string[]>,
    };
  }

  const create: CreateScene = async ({pushToTalk}) => {
    const scene = backend === 'Echo' ? await echoScene() : await openaiScene(pushToTalk);
    const openConnections = () =>
      window.resources.peers.filter(peer => peer.signalingState !== 'closed').length +
      window.resources.sockets.filter(socket => socket.readyState <= WebSocket.OPEN).length;
    return {...scene, openConnections};
  };
  return sessionContract
    .find(one => one.name === name)!
    .check(create, {deadlineMs: 15_000})
    .catch((error: Error) => Promise.reject(new Error(error.message)));
}

const ofDuplex = [
  'replies aloud to typed words, where there are no turns',
  'falls silent when it is to, where there are no turns',
  'tells what the user says, where there are no turns',
];
const expectedSkips: Readonly<Record<Backend, readonly string[]>> = {
  WebRTC: ['says once that the other side has ended the call', ...ofDuplex],
  WebSocket: ['says once that the other side has ended the call', ...ofDuplex],
  'GPT-Live': [
    'answers typed words with one response that begins and ends',
    'does not report typed words as another turn',
    'reports the whole text of an answer so far, each time, and its end',
    'tells when an answer begins to be heard, and when it is over',
    'does not answer what is not to be answered, until a response is asked for',
    'is interrupted, says nothing more of that response, and answers again',
    'answers the last of two questions, and ends every response that began',
    'responds to an image',
    'says what it is to say',
    'hears what the user says: it begins, it ends, it is a turn',
    'takes a turn that the user ends by a button, and responds to it',
    'names the turns of two calls differently',
    'begins a call with nothing of the one before',
  ],
  Echo: [
    'tells how the connection does',
    'responds to an image',
    'hears what the user says: it begins, it ends, it is a turn',
    'takes a turn that the user ends by a button, and responds to it',
    ...ofDuplex,
  ],
};

for (const backend of ['WebRTC', 'WebSocket', 'GPT-Live', 'Echo'] satisfies Backend[])
  describe(`A session over ${backend}, like every session,`, () => {
    const echo = new EchoServer();
    const skippedNames: string[] = [];
    let stage: Stage;
    let page: Page;

    before(async () => {
      stage = await setStage({
        realtime: {
          responder,
          speak,
          thinkingMs: 20,
          ...(backend === 'GPT-Live' && {understand: hearInOrder('Hello there.'), liveSession}),
        },
        browserFlags: ['--autoplay-policy=no-user-gesture-required'],
        answer: serveEchoPage(),
        answerUpgrade: (request, socket, head) => {
          if (request.url !== '/echo') return false;
          echo.handleUpgrade(request, socket, head);
          return true;
        },
      });
      page = await stage.openPage(undefined, blank =>
        blank.evaluateOnNewDocument(puppetMicrophone).then(() => {}),
      );
      await page.exposeFunction('act', (name: string, ...args: [string, object]) =>
        backend === 'Echo'
          ? echoes[name]!(echo, ...args)
          : (backend === 'GPT-Live' ? liveActs : acts)[name]!(stage.realtime.calls.at(-1)!, ...args),
      );
    });
    after(() => stage.close());

    for (const {name} of sessionContract)
      it(name, async t => {
        const {skipped} = await page.evaluate(runCheck, name, backend);
        if (!skipped) return;
        skippedNames.push(name);
        t.skip(skipped);
      });

    it('is put through all of it but what it does not have', () =>
      assert.deepEqual(skippedNames, expectedSkips[backend]));

    if (backend === 'GPT-Live')
      it('sends events as OpenAI types them, without a field more', () => {
        const client = stage.realtime.calls.flatMap(call => call.receivedEvents.map(({event}) => event));
        assert.deepEqual(typeErrors({client}), []);
      });
  });
