import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Call, Responder} from '../../local-server/index.js';
import type {TextToSpeech} from '../../local-server/speech/text-to-speech.js';
import {AISDKSession} from '../../src/backends/ai-sdk/session.js';
import {sessionContract, type CreateScene} from '../../src/session/contract.js';
import type {RealtimeModel} from '../../src/session/realtime-model.js';
import {toneVoice} from '../../tools/recording/tone-voice.js';
import {QuickPlayer} from '../helpers/quick-player.js';
import {startHost, type Host} from './host.js';
import {NodeSocket, provideSocket} from './node-socket.js';
import {createProvider, install} from './packages.js';

/* The contract of sessions, with the AI SDK's own codecs between a session and the local server. */

type Item = Readonly<Record<string, unknown>> & {readonly content?: readonly {readonly text?: string}[]};

/** Calls a tool where it is told to by name, and says something otherwise. */
const responder: Responder = {
  name: 'contract',
  answer(history) {
    const last = history.at(-1);
    const text = last?.role === 'user' ? last.text : '';
    const [, name, args] = /^Call (\w+) (.*)$/.exec(text) ?? [];
    if (name && args) return [{toolCall: {name, arguments: args}}];
    return [{text: text.includes('story') ? 'and then the fox went on, '.repeat(8) : 'There you are.'}];
  },
};

/** Long answers are heard for longer. */
const speak: TextToSpeech = {
  ...toneVoice(() => 0),
  speak: (text, ...rest) => toneVoice(() => (text.length > 40 ? 4 : 0.3)).speak(text, ...rest),
};

const frameMs = 20;
const frameLength = 24 * frameMs;

/** A second of a voice, and two of silence after it, as fast as they are said. */
async function speakIntoMicrophone(): Promise<void> {
  for (let frame = 0; frame < 150; frame++) {
    const amplitude = frame < 50 ? 0.5 * 32_767 : 0;
    QuickPlayer.last.hears(
      Int16Array.from(
        {length: frameLength},
        (_, index) => amplitude * Math.sin((2 * Math.PI * 220 * (frame * frameLength + index)) / 24_000),
      ),
    );
    await new Promise(resolve => setTimeout(resolve, frameMs / 2));
  }
}

/** What the model knows of the page. */
function contextOf(call: Call): string[] {
  const notes = new Map<string, string>();
  for (const {event} of call.receivedEvents) {
    const text = (event.item as Item | undefined)?.content?.[0]?.text ?? '';
    if (!text.startsWith('(From the page')) continue;
    const name = /“(.*?)”/.exec(text)?.[1] ?? text;
    if (text.includes('holds no more')) notes.delete(name);
    else notes.set(name, text);
  }
  return [...notes.values()];
}

const neverThere = [
  'says once that the other side has ended the call',
  'asks whether its server may run a tool, and takes a yes',
  'asks whether its server may run a tool, and takes a no',
  'responds to an image',
  'replies aloud to typed words, where there are no turns',
  'falls silent when it is to, where there are no turns',
  'tells what the user says, where there are no turns',
];

const codecs = [
  {name: 'openai', modelId: 'gpt-realtime-2', urlOf: ({url}: Host) => url},
  {name: 'xai', modelId: 'grok-voice-3.0', urlOf: ({xaiUrl}: Host) => xaiUrl},
] as const;

for (const {name, modelId, urlOf} of codecs)
  describe(`A session over @ai-sdk/${name}, like every session,`, {timeout: 300_000}, () => {
    const skipped: string[] = [];
    let host: Host;
    let realtimeModel: RealtimeModel;

    before(async () => {
      install();
      provideSocket();
      realtimeModel = (await createProvider(name)).experimental_realtime(modelId);
      host = await startHost({responder, speak, thinkingMs: 20});
    });
    after(() => host.close());

    const create: CreateScene = ({pushToTalk}) => {
      const call = () => host.realtime.calls.at(-1)!;
      const session = new AISDKSession(
        () => ({
          realtimeModel,
          getToken: () => host.getToken(urlOf(host)),
          answers: 'spoken',
          ...(pushToTalk && {turnDetection: 'push-to-talk'}),
        }),
        QuickPlayer.create,
      );
      return {
        session,
        microphone: {readyState: 'live'} as MediaStreamTrack,
        userSpeaks: speakIntoMicrophone,
        async callTool(tool, args) {
          const made = call();
          session.sendText(`Call ${tool} ${JSON.stringify(args)}`, 'typed-call', {respond: true});
          const {event} = await made.waitForEvent(
            ({item}) => (item as Item | undefined)?.type === 'function_call_output',
          );
          return (event.item as Item).output;
        },
        lose: () => call().closePeer(),
        openConnections: () => NodeSocket.open,
        contextTold: () => contextOf(call()),
      };
    };

    for (const {name, check} of sessionContract)
      it(name, async t => {
        const result = await check(create, {deadlineMs: 15_000});
        if (!result.skipped) return;
        skipped.push(name);
        t.skip(result.skipped);
      });

    it('is put through all of it but what it does not have', () =>
      assert.deepEqual(skipped.sort(), [...neverThere].sort()));
  });
