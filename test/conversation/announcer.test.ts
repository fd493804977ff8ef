import {expect} from '@open-wc/testing';
import {announce} from '../../src/conversation/announcer.js';
import type {VoiceEventMap, VoiceSessionEndEvent} from '../../src/events/index.js';
import {VoiceStore} from '../../src/state/store.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {EndReason, Usage, VoiceEvent} from '../../src/state/voice-event.js';
import {Clock} from '../helpers/clock.js';
import {someDevices, wayTo} from '../helpers/events.js';
import {restoreStubs} from '../helpers/stub.js';

const names: readonly (keyof VoiceEventMap)[] = [
  'voice-phase-change',
  'voice-session-start',
  'voice-session-end',
  'voice-transcript',
  'voice-message',
  'voice-user-speech',
  'voice-interrupted',
  'voice-device-change',
  'voice-error',
];
const usage = (tokens: number): Usage => ({inputTokens: tokens, outputTokens: 1, totalTokens: tokens + 1});

describe('What a page is told', () => {
  let store: VoiceStore;
  let told: Event[];
  const send = (...events: readonly VoiceEvent[]) => events.forEach(event => store.send(event));
  const namesTold = () => told.splice(0).map(event => event.type);
  const last = <E extends Event>() => told.at(-1) as E;

  beforeEach(() => {
    told = [];
    store = new VoiceStore(() => {});
    const page = new EventTarget();
    for (const name of names) page.addEventListener(name, event => told.push(event));
    store.subscribe(announce(event => page.dispatchEvent(event)));
  });
  afterEach(restoreStubs);

  it('is every phase with the one before, and the session from its opening on', () => {
    send(...wayTo.listening);
    expect(told.map(event => ('phase' in event ? event.phase : event.type))).to.deep.equal([
      'requesting-microphone',
      'connecting',
      'listening',
      'voice-session-start',
    ]);
    expect(told[2]).to.include({phase: 'listening', previous: 'connecting'});
    expect(told[3]).to.include({sessionId: 'session'});
  });

  it('crosses shadow roots and bubbles', () => {
    send(...wayTo.listening);
    for (const event of told) expect(event).to.include({bubbles: true, composed: true, cancelable: false});
  });

  it('is which devices there are and are used, in every phase', () => {
    send({type: 'devices-changed', devices: someDevices});
    const {inputs, outputs, input, output} = someDevices;
    expect(last()).to.include({type: 'voice-device-change', inputs, outputs, input, output});
    expect(namesTold()).to.have.lengthOf(1);
  });

  it('is each change of a turn, and the turn once more when it is final', () => {
    send(...wayTo.listening);
    told.length = 0;
    const text = (words: string, final: boolean): VoiceEvent => ({
      type: 'turn-text',
      id: 'a',
      role: 'user',
      text: words,
      final,
    });
    send({type: 'turn-started', id: 'a', role: 'user'}, text('Hel', false), text('Hello', false));
    expect(namesTold()).to.deep.equal(['voice-transcript', 'voice-transcript', 'voice-transcript']);
    send(text('Hello', true), text('Hello', true), {type: 'turn-finished', id: 'a'});
    expect(last()).to.have.deep.property('turn', store.snapshot.turns[0]);
    expect(namesTold()).to.deep.equal(['voice-message']);
  });

  it('is each change of a turn, however long ago it was said, and no turn a second time', () => {
    send(...wayTo.listening);
    told.length = 0;
    const text = (id: string): VoiceEvent => ({type: 'turn-text', id, role: 'user', text: id, final: true});
    for (let index = 0; index < 300; index++) send(text(`t${index}`));
    expect(namesTold().filter(name => name === 'voice-message')).to.have.lengthOf(300);
    send({type: 'turn-interrupted', id: 't7', heardMs: 100}, {type: 'turn-removed', id: 't9'});
    expect(last()).to.include({turnId: 't7', heardMs: 100});
    expect(namesTold()).to.deep.equal(['voice-interrupted']);
    send({type: 'turn-started', id: 'late', role: 'user', after: 't3'}, text('late'));
    expect(last()).to.have.deep.property('turn', store.snapshot.turns[4]);
    expect(namesTold()).to.deep.equal(['voice-transcript', 'voice-transcript', 'voice-message']);
  });

  it('is no message where a turn ends without words', () => {
    send(...wayTo.listening, {type: 'turn-started', id: 'a', role: 'user'});
    told.length = 0;
    send({type: 'turn-finished', id: 'a'});
    expect(namesTold()).to.deep.equal([]);
  });

  it('is only the turn that changed, however long the conversation is', () => {
    send(...wayTo.listening);
    for (let count = 0; count < 50; count++)
      send({type: 'turn-text', id: `turn-${count}`, role: 'user', text: 'Hello', final: true});
    told.length = 0;
    send({type: 'turn-started', id: 'inserted', role: 'assistant', after: 'turn-10'});
    expect(told.map(event => (event as Event & {turn: {id: string}}).turn.id)).to.deep.equal(['inserted']);
    told.length = 0;
    send({type: 'turn-removed', id: 'turn-20'});
    expect(namesTold()).to.deep.equal([]);
  });

  it('is that the person begins and stops to speak', () => {
    send(...wayTo.listening);
    told.length = 0;
    send({type: 'speech-started'}, {type: 'speech-started'}, {type: 'speech-stopped'});
    expect(told.map(event => (event as Event & {active: boolean}).active)).to.deep.equal([true, false]);
  });

  it('is that a turn was interrupted, once', () => {
    send(...wayTo.speaking, {type: 'turn-text', id: 'a', role: 'assistant', text: 'Well', final: true});
    told.length = 0;
    send({type: 'turn-interrupted', id: 'a', heardMs: 420}, {type: 'turn-interrupted', id: 'a'});
    expect(told).to.have.lengthOf(1);
    expect(last()).to.include({type: 'voice-interrupted', turnId: 'a', heardMs: 420});
  });

  it('is each error once', () => {
    const error = new VoiceError('response-failed');
    send(...wayTo.listening);
    told.length = 0;
    send({type: 'problem', error}, {type: 'problem', error}, {type: 'speech-started'});
    expect(namesTold()).to.deep.equal(['voice-error', 'voice-user-speech']);
    send({type: 'problem', error: new VoiceError('response-failed')});
    expect(namesTold()).to.deep.equal(['voice-error']);
  });

  it('is how long a session was and what all its answers cost', async () => {
    const clock = new Clock();
    send(...wayTo.thinking);
    await clock.pass(2_500);
    const finished = {type: 'response-finished', status: 'completed', audible: false} as const;
    send({...finished, responseId: 'response-1', usage: usage(10)});
    send({type: 'response-started', responseId: 'response-2'});
    send({...finished, responseId: 'response-2', usage: usage(20)});
    send({type: 'stop', reason: 'stopped'});
    const end = last<VoiceSessionEndEvent>();
    expect(end).to.include({type: 'voice-session-end', reason: 'stopped', durationMs: 2_500});
    expect(end.usage).to.deep.equal({inputTokens: 30, outputTokens: 2, totalTokens: 32});
  });

  it('is also what an answer cost that was cut', () => {
    send(...wayTo.speaking, {type: 'playback-stopped', cut: true});
    send({
      type: 'response-finished',
      responseId: 'response-1',
      status: 'cancelled',
      audible: false,
      usage: usage(10),
    });
    send({type: 'stop', reason: 'stopped'});
    expect(last<VoiceSessionEndEvent>().usage).to.deep.equal(usage(10));
  });

  it('counts the cost of each session by itself, and a reconnection as the same session', () => {
    const finished = {type: 'response-finished', responseId: 'response-1', status: 'completed'} as const;
    send(...wayTo.thinking, {...finished, audible: false, usage: usage(10)});
    send({type: 'session-lost', error: new VoiceError('connection-lost')});
    send({type: 'session-opened', sessionId: 'other'});
    send({type: 'stop', reason: 'stopped'});
    expect(last<VoiceSessionEndEvent>().usage).to.deep.equal(usage(10));
    send(...wayTo.listening, {type: 'stop', reason: 'stopped'});
    expect(last<VoiceSessionEndEvent>().usage).to.deep.equal({
      inputTokens: 0,
      outputTokens: 0,
      totalTokens: 0,
    });
    expect(told.filter(event => event.type === 'voice-session-start')).to.have.lengthOf(2);
  });

  for (const reason of ['stopped', 'removed', 'duration', 'page-hidden'] satisfies EndReason[])
    it(`is that a session ended because it was ${reason}`, () => {
      send(...wayTo.listening, {type: 'stop', reason});
      expect(last()).to.include({type: 'voice-session-end', reason});
    });

  it('is that a session failed: the phase, the error, the end', () => {
    send(...wayTo.listening);
    told.length = 0;
    send({type: 'session-failed', error: new VoiceError('session-expired')});
    expect(last()).to.include({reason: 'failed'});
    expect(namesTold()).to.deep.equal(['voice-phase-change', 'voice-error', 'voice-session-end']);
  });

  it('is no end where there was no session', () => {
    send(...wayTo.connecting, {type: 'stop', reason: 'stopped'});
    send(...wayTo.failed, {type: 'stop', reason: 'stopped'});
    expect(namesTold()).not.to.include('voice-session-end');
  });
});
