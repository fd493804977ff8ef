import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import {ignored, phases, phaseTable, rowFor, type Effect, type Phase} from '../../src/state/phase.js';
import {reduce} from '../../src/state/reduce.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {noUsage, type VoiceEvent} from '../../src/state/voice-event.js';
import {after, restoredTurns, someDevices, wayTo} from '../helpers/events.js';

const error = new VoiceError('connection-lost');
const responseId = 'response-1';
const connection = {quality: 'poor', roundTripMs: 500, lossRatio: 0, jitterMs: 5} as const;
const finished = {type: 'response-finished', responseId, status: 'completed', audible: false} as const;

/**
 * Where each event leads from each phase, reached the natural way: a capital letter per phase, in their order
 * (Idle, Requesting-microphone, Connecting, Listening, Thinking, Speaking, eXpecting to reconnect, Failed),
 * a dot where the event is ignored.
 */
const letters = 'IRCLTSXF';
const expected: readonly (readonly [VoiceEvent, string])[] = [
  [{type: 'start'}, 'R......R'],
  [{type: 'start-text-only'}, 'C......C'],
  [{type: 'stop', reason: 'stopped'}, '.IIIIIII'],
  [{type: 'mute'}, 'IRCLTSXF'],
  [{type: 'unmute'}, 'IRCLTSXF'],
  [{type: 'clear'}, 'IRCLTSXF'],
  [{type: 'turns-restored', turns: restoredTurns}, 'I......F'],
  [{type: 'devices-changed', devices: someDevices}, 'IRCLTSXF'],
  [{type: 'ending', at: 1}, '.RCLTSX.'],
  [{type: 'interrupt'}, '...LTS..'],
  [{type: 'hold'}, '...LTS..'],
  [{type: 'release'}, '........'],
  [{type: 'microphone-opened'}, '.CCLTSX.'],
  [{type: 'microphone-lost'}, '..CLTSX.'],
  [{type: 'microphone-failed', error}, '.FFFFFF.'],
  [{type: 'session-opened', sessionId: ''}, '.RLLTSL.'],
  [{type: 'session-lost', error}, '.RFXXX..'],
  [{type: 'session-failed', error}, '.FFFFFF.'],
  [{type: 'session-stalled'}, '...XXX..'],
  [{type: 'session-resumed'}, '........'],
  [{type: 'quality-changed', connection}, '...LTS..'],
  [{type: 'session-ended', reason: 'remote'}, '.IIIIII.'],
  [{type: 'usage', usage: noUsage, total: true}, '.RCLTSX.'],
  [{type: 'capabilities-changed', capabilities: noCapabilities}, 'IRCLTSXF'],
  [{type: 'agent-shown', agent: {name: 'Refunds'}}, '.RCLTSX.'],
  [{type: 'video', stream: null}, '.RCLTSX.'],
  [{type: 'sharing-changed', sharing: {}}, '.RCLTSX.'],
  [{type: 'speech-started'}, '...LLS..'],
  [{type: 'speech-stopped'}, '...LTS..'],
  [{type: 'input-committed'}, '...TTS..'],
  [{type: 'input-committed', responseFollows: false}, '...LLS..'],
  [{type: 'work-started', id: 'work'}, '...TTSX.'],
  [{type: 'work-finished', id: 'work'}, '...LTSX.'],
  [{type: 'response-started', responseId: 'response-2'}, '...TTS..'],
  [finished, '...LLS..'],
  [{...finished, audible: true}, '...LTS..'],
  [{...finished, responseId: 'response-0'}, '...LTS..'],
  [{type: 'response-overdue'}, '....L...'],
  [{type: 'playback-started'}, '...SSS..'],
  [{type: 'playback-stopped', cut: false}, '.....T..'],
  [{type: 'playback-stopped', cut: true}, '.....L..'],
  [{type: 'playback-stopped', cut: false, responseId}, '....LL..'],
  [{type: 'problem', error}, '.RCLTSX.'],
  [{type: 'problem-solved', code: 'protocol'}, '.RCLTSX.'],
  [{type: 'turn-started', id: 'turn', role: 'user'}, '.RCLTSX.'],
  [{type: 'turn-text', id: 'turn', role: 'user', text: 'Hello', final: false}, '.RCLTSX.'],
  [{type: 'turn-finished', id: 'turn'}, '.RCLTSX.'],
  [{type: 'transcription-failed', id: 'turn'}, '.RCLTSX.'],
  [{type: 'turn-interrupted', id: 'turn'}, '.RCLTSX.'],
  [{type: 'turn-removed', id: 'turn'}, '.RCLTSX.'],
  [{type: 'turn-waiting', id: 'turn', text: 'Hello'}, 'IRCLTSXF'],
  [{type: 'turn-shown', id: 'turn', text: 'Hello'}, 'IRCLTSXF'],
  [{type: 'turn-sent', id: 'turn'}, '.RCLTSX.'],
];

function effectsIn(phase: Phase, event: VoiceEvent, before: readonly VoiceEvent[] = []): readonly Effect[] {
  return reduce(after([...wayTo[phase], ...before]), event).effects;
}

describe('The phase table', () => {
  it('has for every pair of phase and event either rows that lead to phases, or nothing', () => {
    let pairs = 0;
    for (const [type, column] of Object.entries(phaseTable)) {
      expect(Object.keys(column), type).to.have.members([...phases]);
      for (const phase of phases) {
        const rows = column[phase];
        if (rows === ignored) continue;
        expect(rows, `${type} in ${phase}`).not.to.be.empty;
        for (const row of rows) expect(phases, `${type} in ${phase}`).to.include(row.to);
        const unguarded = rows.findIndex(row => !row.when);
        if (unguarded >= 0) expect(unguarded, 'rows behind one without a guard').to.equal(rows.length - 1);
        pairs++;
      }
    }
    expect(pairs).to.be.greaterThan(100);
  });

  it('is expected here for every event it knows', () => {
    expect(new Set(expected.map(([event]) => event.type))).to.deep.equal(new Set(Object.keys(phaseTable)));
  });

  for (const [event, targets] of expected) {
    it(`leads from each phase to ${targets} by ${JSON.stringify(event)}`, () => {
      const seen = phases.map(phase => {
        const row = rowFor(phase, event, after(wayTo[phase]));
        return row ? letters[phases.indexOf(row.to)] : '.';
      });
      expect(seen.join('')).to.equal(targets);
    });
  }

  it('leads back from a stall, and from nowhere else, when the session resumes', () => {
    const stalled = after([...wayTo.speaking, {type: 'session-stalled'}]);
    expect(stalled).to.include({phase: 'reconnecting', quality: 'lost', playing: false});
    expect(after([{type: 'session-resumed'}], stalled)).to.include({phase: 'listening', quality: null});
    const lost = after([{type: 'session-lost', error}], stalled);
    expect(after([{type: 'session-resumed'}], lost).phase).to.equal('reconnecting');
    expect(reduce(stalled, {type: 'session-lost', error}).effects).to.deep.equal(['reopen-session']);
    expect(reduce(lost, {type: 'session-lost', error}).effects).to.deep.equal([]);
  });

  it('knows a way into each phase', () => {
    for (const phase of phases) expect(after(wayTo[phase]).phase).to.equal(phase);
  });
});

describe('Work that is under way', () => {
  const starts = {type: 'work-started', id: 'work'} as const;
  const ends = {type: 'work-finished', id: 'work'} as const;
  const phaseAfter = (...events: readonly VoiceEvent[]) => after([...wayTo.listening, ...events]).phase;

  it('is thinking until the last of it is done', () => {
    const other = {type: 'work-started', id: 'other'} as const;
    expect(phaseAfter(starts)).to.equal('thinking');
    expect(phaseAfter(starts, other, ends)).to.equal('thinking');
    expect(phaseAfter(starts, other, ends, {...ends, id: 'other'})).to.equal('listening');
  });

  it('stays thinking where a response to it follows', () => {
    expect(phaseAfter(starts, {...ends, responseFollows: true})).to.equal('thinking');
    expect(phaseAfter(starts, {type: 'response-started', responseId}, ends)).to.equal('thinking');
  });

  it('goes on while the assistant speaks, and is seen again when that has ended', () => {
    const spoken: VoiceEvent[] = [{type: 'response-started', responseId}, {type: 'playback-started'}];
    expect(phaseAfter(starts, ...spoken)).to.equal('speaking');
    const over: VoiceEvent[] = [finished, {type: 'playback-stopped', cut: false, responseId}];
    expect(phaseAfter(starts, ...spoken, ...over)).to.equal('thinking');
    expect(phaseAfter(starts, ...spoken, ends, ...over)).to.equal('listening');
  });

  it('does not hide that the user speaks', () => {
    expect(phaseAfter({type: 'speech-started'}, starts)).to.equal('listening');
    expect(phaseAfter(starts, {type: 'speech-started'})).to.equal('listening');
  });

  it('is seen again after a cough, and after a turn that is not responded to', () => {
    expect(phaseAfter(starts, {type: 'speech-started'}, {type: 'speech-stopped'})).to.equal('thinking');
    expect(phaseAfter(starts, {type: 'input-committed', responseFollows: false})).to.equal('thinking');
  });

  it('goes on through a stall', () => {
    const stalled = after([...wayTo.listening, starts, {type: 'session-stalled'}]);
    expect(stalled).to.deep.include({phase: 'reconnecting', work: ['work']});
    expect(after([{type: 'session-resumed'}], stalled).phase).to.equal('thinking');
  });

  it('does not outlive the session or the call', () => {
    const working = after([...wayTo.listening, starts]);
    expect(working.work).to.deep.equal(['work']);
    expect(after([{type: 'session-lost', error}], working).work).to.equal(undefined);
    expect(after([{type: 'stop', reason: 'stopped'}], working).work).to.equal(undefined);
  });
});

describe('The effects of the phase table', () => {
  it('open session and microphone at a start, and the session alone for typed words', () => {
    for (const phase of ['idle', 'failed'] as const) {
      expect(effectsIn(phase, {type: 'start'})).to.deep.equal(['open-session', 'open-microphone']);
      expect(effectsIn(phase, {type: 'start-text-only'})).to.deep.equal(['open-session']);
    }
  });

  it('let the microphone join a conversation that began in writing', () => {
    const way: VoiceEvent[] = [
      {type: 'start-text-only'},
      {type: 'session-opened', sessionId: ''},
      {type: 'session-lost', error},
    ];
    for (let steps = 1; steps <= way.length; steps++) {
      const before = after(way.slice(0, steps));
      const {snapshot, effects} = reduce(before, {type: 'start'});
      expect(effects, before.phase).to.deep.equal(['open-microphone']);
      expect(snapshot, before.phase).to.include({phase: before.phase, textOnly: true});
      const joined = after([{type: 'microphone-opened'}], snapshot);
      expect(joined, before.phase).to.include({phase: before.phase, textOnly: false});
    }
  });

  it('close everything at a stop and at each failure', () => {
    for (const phase of phases.filter(phase => phase !== 'idle')) {
      expect(effectsIn(phase, {type: 'stop', reason: 'stopped'}), phase).to.deep.equal(['close']);
      if (phase === 'failed') continue;
      expect(effectsIn(phase, {type: 'session-failed', error}), phase).to.deep.equal(['close']);
      expect(effectsIn(phase, {type: 'microphone-failed', error}), phase).to.deep.equal(['close']);
    }
  });

  it('repair a lost session while the conversation goes on or the user reads the prompt, and give up while it opens', () => {
    for (const phase of ['requesting-microphone', 'listening', 'thinking', 'speaking'] as const)
      expect(effectsIn(phase, {type: 'session-lost', error}), phase).to.deep.equal(['reopen-session']);
    expect(effectsIn('connecting', {type: 'session-lost', error})).to.deep.equal(['close']);
  });

  it('silence the assistant only when it is spoken over', () => {
    for (const phase of phases) {
      const effects = effectsIn(phase, {type: 'speech-started'});
      expect(effects, phase).to.deep.equal(phase === 'speaking' ? ['silence'] : []);
    }
  });

  it('apply a mute in every phase', () => {
    for (const phase of phases)
      for (const type of ['mute', 'unmute'] as const)
        expect(effectsIn(phase, {type}), phase).to.deep.equal(['apply-mute']);
  });

  it('begin and end a turn of push-to-talk once each', () => {
    for (const phase of ['listening', 'thinking', 'speaking'] as const) {
      expect(effectsIn(phase, {type: 'hold'}), phase).to.deep.equal(['begin-turn']);
      expect(effectsIn(phase, {type: 'hold'}, [{type: 'hold'}]), phase).to.be.empty;
      expect(effectsIn(phase, {type: 'release'}, [{type: 'hold'}]), phase).to.deep.equal(['end-turn']);
    }
  });

  it('ask for another microphone when one is lost, and go on in writing where the call began so', () => {
    expect(effectsIn('listening', {type: 'microphone-lost'})).to.deep.equal(['open-microphone']);
    const typed: VoiceEvent[] = [{type: 'start-text-only'}, {type: 'session-opened', sessionId: ''}];
    const {snapshot, effects} = reduce(after(typed), {type: 'microphone-failed', error});
    expect(snapshot.phase).to.equal('listening');
    expect(snapshot.error).to.equal(error);
    expect(effects).to.be.empty;
  });
});
