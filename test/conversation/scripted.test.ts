import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {impossibilities} from '../helpers/invariants.js';

describe('A conversation that is acted out', () => {
  it('passes its phases, keeps its words, and ends with nothing on', async () => {
    const session = new ScriptedSession({
      pace: 0,
      steps: [{user: 'Hello'}, {assistant: 'Hi there'}, {user: 'Bye'}, {assistant: 'See you'}],
    });
    const conversation = new VoiceConversation({session});
    const phases: string[] = [];
    const done = new Promise<void>(resolve =>
      conversation.subscribe((snapshot: Snapshot, previous: Snapshot) => {
        expect(impossibilities(snapshot)).to.deep.equal([]);
        if (snapshot.phase !== previous.phase) phases.push(snapshot.phase);
        if (snapshot.phase === 'listening' && snapshot.turns.length === 4) resolve();
      }),
    );
    await conversation.start();
    await done;
    conversation.stop();
    const [opening, rest] = [phases.slice(0, -7), phases.slice(-7)];
    expect(opening.at(-1)).to.equal('listening');
    expect(rest).to.deep.equal([
      ...['thinking', 'speaking', 'listening'],
      ...['thinking', 'speaking', 'listening'],
      'idle',
    ]);
    expect(conversation.snapshot.turns.map(turn => turn.text)).to.deep.equal([
      'Hello',
      'Hi there',
      'Bye',
      'See you',
    ]);
  });
});
