import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {
  AgentSessionMessage,
  ChatRole,
  UserState,
} from '../../../node_modules/@livekit/protocol/src/gen/agent/livekit_agent_session_pb.js';
import {readSessionMessage} from '../../../src/backends/livekit/session-messages.js';

/** As the agents of LiveKit write it, by their own library. */
const written = (event: object) => AgentSessionMessage.fromJson({event} as never).toBinary();

describe('A message of an agent about its session', () => {
  it('says that the person speaks, and that they have stopped', () => {
    const states = [UserState.US_SPEAKING, UserState.US_LISTENING, UserState.US_AWAY];
    const read = states.map(newState => readSessionMessage(written({userStateChanged: {newState}})));
    expect(read).to.deep.equal([true, false, false].map(speaking => ({type: 'user-speaking', speaking})));
  });

  it('says that an answer was cut off, and nothing of other items', () => {
    const item = (message: object) =>
      readSessionMessage(written({conversationItemAdded: {item: {message: {id: 'item_1', ...message}}}}));
    const content = [{text: 'One, two, three'}];
    expect(item({role: ChatRole.ASSISTANT, interrupted: true, content})).to.deep.equal({type: 'interrupted'});
    expect(item({role: ChatRole.ASSISTANT, content})).to.equal(undefined);
    expect(item({role: ChatRole.USER, interrupted: true, content})).to.equal(undefined);
  });

  it('counts the tokens of all models', () => {
    const modelUsage = [
      {llm: {provider: 'a', inputTokens: 300, outputTokens: 20}},
      {tts: {provider: 'b'}},
      {llm: {inputTokens: 1, outputTokens: 2}},
    ];
    expect(readSessionMessage(written({sessionUsageUpdated: {usage: {modelUsage}}}))).to.deep.equal({
      type: 'usage',
      usage: {inputTokens: 301, outputTokens: 22, totalTokens: 323},
    });
  });

  it('says that something went wrong', () => {
    expect(readSessionMessage(written({error: {message: 'The model is gone'}}))).to.deep.equal({
      type: 'error',
    });
  });

  it('is nothing where it is about something else', () => {
    for (const event of [
      {},
      {agentStateChanged: {newState: 4}},
      {userInputTranscribed: {transcript: 'Hello'}},
    ])
      expect(readSessionMessage(written(event))).to.equal(undefined);
  });

  it('may be anything: it is read as far as it can be', () => {
    const real = written({
      userStateChanged: {newState: UserState.US_AWAY},
      createdAt: '2026-11-29T00:00:00Z',
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({maxLength: 64}),
          fc.nat(real.length).map(end => real.slice(0, end)),
        ),
        bytes => {
          const message = readSessionMessage(bytes);
          if (message?.type === 'usage') expect(message.usage.totalTokens).to.satisfy(Number.isFinite);
        },
      ),
      {numRuns: 2_000},
    );
  });
});
