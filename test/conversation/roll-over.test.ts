import {expect} from '@open-wc/testing';
import {Speaker} from '../../src/audio/speaker.js';
import {ConversationEffects} from '../../src/conversation/effects.js';
import {rollOverInTime} from '../../src/conversation/call/roll-over.js';
import {VoiceStore} from '../../src/state/store.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {Clock} from '../helpers/clock.js';
import {FakeSession} from '../helpers/fake-session.js';
import {restoreStubs} from '../helpers/stub.js';

const minute = 60_000;

describe('A session that nears its end', () => {
  let clock: Clock;
  let sessions: FakeSession[];
  let store: VoiceStore;
  let effects: ConversationEffects;
  let end: AbortController;
  let phases: string[];
  /** What a session is told to do as it is made. */
  let prepare: (session: FakeSession) => void;

  beforeEach(() => {
    clock = new Clock();
    sessions = [];
    phases = [];
    end = new AbortController();
    prepare = () => {};
    store = new VoiceStore(effect => effects.run(effect));
    effects = new ConversationEffects({
      settings: () => ({}),
      snapshot: () => store.snapshot,
      send: event => store.send(event),
      createSession: () => {
        const session = new FakeSession();
        sessions.push(session);
        prepare(session);
        return session;
      },
      speaker: new Speaker(),
      receive: () => {},
      toolCalls: () => [],
    });
    store.subscribe(({phase}, previous) => phase !== previous.phase && phases.push(phase));
    store.send({type: 'start-text-only'});
    rollOverInTime(effects.call!, store, end.signal).catch(() => {});
  });
  afterEach(() => {
    end.abort();
    store.send({type: 'stop', reason: 'stopped'});
    restoreStubs();
  });

  it('is followed by another that knows what was said, without the user noticing', async () => {
    const turn = {type: 'turn-text', id: 'a', role: 'user', text: 'Remember me', final: true} as const;
    store.send(turn);
    await clock.pass(56 * minute);
    expect(sessions).to.have.lengthOf(1);
    await clock.pass(2 * minute);
    expect(sessions.map(({log}) => log)).to.deep.equal([['start', 'stop'], ['start']]);
    expect(sessions[1]!.histories[0]!.map(({text}) => text)).to.deep.equal(['Remember me']);
    expect(phases).to.deep.equal(['connecting', 'listening']);
    expect(effects.session).to.equal(sessions[1]);
    await clock.pass(60 * minute);
    expect(sessions).to.have.lengthOf(3);
  });

  it('leaves no turn open that the next one knows nothing of', async () => {
    store.send({type: 'turn-text', id: 'a', role: 'user', text: 'And then', final: false});
    await clock.pass(58 * minute);
    expect(sessions).to.have.lengthOf(2);
    expect(store.snapshot.turns.map(({final}) => final)).to.deep.equal([true]);
  });

  it('is not replaced while the user speaks', async () => {
    store.send({type: 'speech-started'});
    await clock.pass(58 * minute);
    expect(sessions).to.have.lengthOf(1);
    store.send({type: 'speech-stopped'});
    await clock.pass(0);
    expect(sessions[0]!.log).to.deep.equal(['start', 'stop']);
  });

  it('stays when the user spoke while the next one opened', async () => {
    await clock.pass(56 * minute);
    prepare = session => session.openings.unshift('wait');
    await clock.pass(2 * minute);
    store.send({type: 'speech-started'});
    sessions[1]!.open();
    await clock.pass(0);
    expect(sessions.map(({log}) => log)).to.deep.equal([['start'], ['start', 'stop']]);
  });

  it('stays when the next one does not open, and tries again', async () => {
    await clock.pass(56 * minute);
    let refusals = 2;
    prepare = session => {
      if (refusals-- > 0) session.openings.unshift(new VoiceError('token-status'));
    };
    await clock.pass(2 * minute);
    expect(sessions.map(({log}) => log.at(-1))).to.deep.equal(['stop', 'stop', 'stop', 'start']);
    expect(store.snapshot).to.include({phase: 'listening', error: null});
  });
});
