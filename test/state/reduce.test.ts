import {expect} from '@open-wc/testing';
import {phases} from '../../src/state/phase.js';
import {reduce} from '../../src/state/reduce.js';
import {initialSnapshot} from '../../src/state/snapshot.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {after, wayTo} from '../helpers/events.js';

const typed: VoiceEvent = {type: 'turn-text', id: 'typed', role: 'user', text: 'Hello', final: true};
const blocked = new VoiceError('playback-blocked');

describe('A snapshot', () => {
  it('begins frozen, idle and empty', () => {
    expect(Object.isFrozen(initialSnapshot)).to.equal(true);
    expect(initialSnapshot).to.include({phase: 'idle', muted: false, online: false, error: null});
    expect(initialSnapshot.turns).to.be.empty;
  });

  it('is the very same one after an event that changes nothing', () => {
    const muted = after([{type: 'mute'}]);
    expect(reduce(muted, {type: 'mute'}).snapshot).to.equal(muted);
    const speaking = after([...wayTo.listening, {type: 'speech-started'}]);
    expect(reduce(speaking, {type: 'speech-started'}).snapshot).to.equal(speaking);
  });

  it('still asks for the effects of an event that changes nothing', () => {
    const muted = after([{type: 'mute'}]);
    expect(reduce(muted, {type: 'mute'}).effects).to.deep.equal(['apply-mute']);
  });

  it('stays muted through every phase until it is unmuted', () => {
    for (const phase of phases) {
      expect(after([{type: 'mute'}, ...wayTo[phase]]).muted, phase).to.equal(true);
      expect(after([...wayTo[phase], {type: 'mute'}, {type: 'unmute'}]).muted, phase).to.equal(false);
    }
  });

  it('forgets what was said when it is cleared, in every phase', () => {
    for (const phase of phases) {
      const said = after([...wayTo.listening, typed, {type: 'stop', reason: 'stopped'}, ...wayTo[phase]]);
      expect(said.turns, phase).to.have.lengthOf(1);
      expect(after([{type: 'clear'}], said).turns, phase).to.be.empty;
    }
  });

  it('takes what is typed while it reconnects', () => {
    expect(after([...wayTo.reconnecting, typed]).turns.map(turn => turn.text)).to.deep.equal(['Hello']);
  });

  it('keeps what was said when the session is lost, closing the turn that was cut', () => {
    const cut: VoiceEvent = {type: 'turn-text', id: 'cut', role: 'assistant', text: 'Well', final: false};
    const [turn] = after([...wayTo.speaking, cut, ...wayTo.reconnecting.slice(-1)]).turns;
    expect(turn).to.include({text: 'Well', final: true});
  });

  it('keeps what was said through failure, stop and the next start', () => {
    const failed = after([
      ...wayTo.listening,
      typed,
      {type: 'session-failed', error: new VoiceError('connection-lost')},
    ]);
    const again = after([{type: 'stop', reason: 'stopped'}, ...wayTo.listening], failed);
    expect(failed.turns).to.have.lengthOf(1);
    expect(again.turns).to.equal(failed.turns);
  });

  it('shows a problem until it is solved, and no other', () => {
    const troubled = after([...wayTo.listening, {type: 'problem', error: blocked}]);
    expect(troubled.error).to.equal(blocked);
    expect(after([{type: 'problem-solved', code: 'protocol'}], troubled).error).to.equal(blocked);
    expect(after([{type: 'problem-solved', code: 'playback-blocked'}], troubled).error).to.equal(null);
  });

  it('drops the complaint about a failed answer when the next one begins, and keeps others', () => {
    const next: VoiceEvent = {type: 'response-started', responseId: 'next'};
    const failed = after([
      ...wayTo.listening,
      {type: 'problem', error: new VoiceError('response-failed')},
      next,
    ]);
    expect(failed.error).to.equal(null);
    expect(after([...wayTo.listening, {type: 'problem', error: blocked}, next]).error).to.equal(blocked);
  });

  it('shows no error while it reconnects', () => {
    expect(after(wayTo.reconnecting).error).to.equal(null);
  });

  it('waits for the answer that is on its way when the sound of the one before ends', () => {
    const two = after([...wayTo.speaking, {type: 'response-started', responseId: 'response-2'}]);
    expect(after([{type: 'playback-stopped', cut: false}], two)).to.include({phase: 'thinking'});
    expect(after([{type: 'playback-stopped', cut: true}], two)).to.include({
      phase: 'listening',
      responseId: null,
    });
  });

  it('goes from thinking to listening when an answer ends without sound, and waits for sound that comes', () => {
    const finished = {type: 'response-finished', responseId: 'response-1', status: 'completed'} as const;
    const silent = after([...wayTo.thinking, {...finished, audible: false}]);
    expect(silent).to.include({phase: 'listening', responseId: null});
    const audible = after([...wayTo.thinking, {...finished, audible: true}]);
    expect(audible).to.include({phase: 'thinking', responseId: null});
    expect(after([{type: 'playback-started'}], audible).phase).to.equal('speaking');
  });

  it('listens again when the person goes on speaking while the assistant thinks', () => {
    expect(after([...wayTo.thinking, {type: 'speech-started'}])).to.include({
      phase: 'listening',
      userSpeaking: true,
    });
  });

  it('listens only once the microphone is there, also where the session is faster', () => {
    const early = after([...wayTo['requesting-microphone'], {type: 'session-opened', sessionId: 'early'}]);
    expect(early).to.include({phase: 'requesting-microphone', online: true, sessionId: 'early'});
    expect(after([{type: 'microphone-opened'}], early).phase).to.equal('listening');
  });
});
