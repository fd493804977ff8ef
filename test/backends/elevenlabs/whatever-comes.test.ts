import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {ElevenLabsSession} from '../../../src/backends/elevenlabs/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {restoreStubs} from '../../helpers/stub.js';
import {stubAgents} from './agent-socket.js';
import {QuickAudio} from './quick-audio.js';

const types = [
  'audio',
  'agent_response',
  'agent_response_correction',
  'agent_chat_response_part',
  'user_transcript',
  'tentative_user_transcript',
  'interruption',
  'vad_score',
  'ping',
  'client_tool_call',
  'mcp_tool_call',
  'agent_tool_request',
  'agent_tool_response',
  'agent_tool_response_full_payload',
  'conversation_initiation_metadata',
  'guardrail_triggered',
  'error',
  'constructor',
  '__proto__',
] as const;
const names = [
  'audio_event',
  'audio_base_64',
  'event_id',
  'agent_response_event',
  'agent_response',
  'corrected_agent_response',
  'agent_response_correction_event',
  'text_response_part',
  'text',
  'type',
  'user_transcription_event',
  'user_transcript',
  'interruption_event',
  'ping_event',
  'client_tool_call',
  'tool_call_id',
  'tool_name',
  'parameters',
  'mcp_tool_call',
  'state',
  'error_event',
  'error_type',
] as const;
const value = fc.oneof(
  fc.constantFrom('', 'Hello.', 'AAAA', 'loading', 'awaiting_approval', '...', 'start'),
  fc.integer({min: -1, max: 9}),
  fc.jsonValue({maxDepth: 1}),
);
const fields = fc.dictionary(fc.constantFrom(...names), value, {maxKeys: 6});
const message = fc.tuple(
  fc.constantFrom(...types),
  fc.dictionary(fc.constantFrom(...names, ...types), fc.oneof(fields, value), {maxKeys: 4}),
);

describe('Whatever an agent sends', () => {
  afterEach(() => restoreStubs());

  it('throws nothing, ends what begins, and leaves a call that goes on', async () => {
    const agents = stubAgents();
    await fc.assert(
      fc.asyncProperty(fc.array(message, {maxLength: 30}), async messages => {
        const events: VoiceSessionEvent[] = [];
        const session = new ElevenLabsSession(
          () => ({getToken: () => Promise.resolve('wss://agents.example/')}),
          listener => new QuickAudio(listener).asAudio,
        );
        const {signal} = new AbortController();
        await session.start({signal, history: [], emit: event => events.push(event)});
        const {deliver, agent} = agents.at(-1)!;
        for (const [type, rest] of messages) deliver(JSON.stringify({...rest, type}));
        for (const text of ['', '{', '[]', 'null', '7', '{"type":7}', '{"type":""}']) deliver(text);
        deliver(new Blob(['{}']) as unknown as string);
        agent.close();
        const ended = events.findIndex(({type}) => type.startsWith('session-ended'));
        session.stop();
        const after = ended < 0 ? [] : events.slice(ended + 1);
        expect(after).to.deep.equal([]);
        const count = (type: VoiceSessionEvent['type']) => events.filter(event => event.type === type).length;
        expect(count('response-finished')).to.be.at.most(count('response-started'));
        expect(count('speech-stopped')).to.be.at.most(count('speech-started'));
      }),
      {numRuns: 60},
    );
  });
});
