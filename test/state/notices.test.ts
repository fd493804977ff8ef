import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import {reduce} from '../../src/state/reduce.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {VoiceError, type VoiceErrorCode} from '../../src/state/voice-error.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';
import {after, wayTo} from '../helpers/events.js';

const finished = {type: 'response-finished', responseId: 'response-1', audible: false} as const;
const goodAnswer: readonly VoiceEvent[] = [
  {type: 'response-started', responseId: 'response-1'},
  {...finished, status: 'completed'},
];

/** A call in which something went wrong, and what happens then. */
function noticed(code: VoiceErrorCode, ...events: readonly VoiceEvent[]): Snapshot {
  const problem: VoiceEvent = {type: 'problem', error: new VoiceError(code)};
  return after([...wayTo.listening, problem, ...events]);
}

describe('A notice', () => {
  for (const code of ['protocol', 'too-large', 'tool-failed', 'response-failed'] as const)
    it(`of ${code} leaves with the next good answer`, () => {
      expect(noticed(code).error?.code).to.equal(code);
      expect(noticed(code, ...goodAnswer).error).to.equal(null);
    });

  it('stays when the next answer is no good one', () => {
    const [started] = goodAnswer as [VoiceEvent];
    for (const status of ['failed', 'incomplete', 'cancelled'] as const)
      expect(noticed('protocol', started, {...finished, status}).error?.code, status).to.equal('protocol');
  });

  it('stays through good answers while its cause does: no sound, no microphone', () => {
    expect(noticed('playback-blocked', ...goodAnswer).error?.code).to.equal('playback-blocked');
    expect(noticed('mic-busy', ...goodAnswer).error?.code).to.equal('mic-busy');
  });

  it('leaves with the sound of the next answer, where no answer says that it is a good one', () => {
    const sounding = {type: 'playback-started'} as const;
    const inDuplex = (error: VoiceError) =>
      after([
        ...wayTo.listening,
        {type: 'capabilities-changed', capabilities: {...noCapabilities, turns: false}},
        {type: 'problem', error},
        sounding,
      ]).error;
    expect(inDuplex(new VoiceError('response-failed'))).to.equal(null);
    expect(inDuplex(new VoiceError('protocol'))).to.equal(null);
    expect(inDuplex(new VoiceError('playback-blocked'))?.code).to.equal('playback-blocked');
    expect(inDuplex(new VoiceError('protocol', {detail: 'no-text'}))?.code).to.equal('protocol');
    expect(noticed('response-failed', sounding).error?.code, 'in turns').to.equal('response-failed');
  });

  it('of a microphone leaves when one opens', () => {
    for (const code of ['mic-busy', 'mic-missing', 'mic-denied'] as const)
      expect(noticed(code, {type: 'microphone-opened'}).error, code).to.equal(null);
    expect(noticed('protocol', {type: 'microphone-opened'}).error?.code).to.equal('protocol');
  });
});

describe('A turn of the user without words', () => {
  const committed: readonly VoiceEvent[] = [
    {type: 'turn-started', id: 'said', role: 'user'},
    {type: 'input-committed'},
  ];
  const turnOf = (...events: readonly VoiceEvent[]) =>
    after([...wayTo.listening, ...committed, ...events]).turns.find(({id}) => id === 'said');

  it('is open while its words may come', () => {
    expect(turnOf()).to.include({text: '', final: false});
    expect(turnOf(goodAnswer[0]!)).to.include({final: false});
  });

  it('is over once the answer is complete, or the user speaks again', () => {
    expect(turnOf(...goodAnswer)).to.include({text: '', final: true});
    expect(turnOf({type: 'speech-started'})).to.include({text: '', final: true});
  });

  it('still gets its words, in its place, when they come later than that', () => {
    const words = {type: 'turn-text', id: 'said', role: 'user', text: 'Is it open?', final: true} as const;
    const answer = {type: 'turn-text', id: 'a', role: 'assistant', text: 'It is.', final: true} as const;
    const {turns} = after([...wayTo.listening, ...committed, answer, ...goodAnswer, words]);
    expect(turns.map(({text}) => text)).to.deep.equal(['Is it open?', 'It is.']);
  });

  it('keeps the words that it has', () => {
    const half = {type: 'turn-text', id: 'said', role: 'user', text: 'Is it', final: false} as const;
    expect(turnOf(half, ...goodAnswer)).to.include({text: 'Is it', final: false});
  });
});

describe('A conversation that is cleared', () => {
  const words = (id: string, text: string, final = false): VoiceEvent => ({
    type: 'turn-text',
    id,
    role: 'assistant',
    text,
    final,
  });
  const cleared = after([...wayTo.speaking, words('a', 'Your diagnosis is'), {type: 'clear'}]);

  it('does not get back what was being said', () => {
    const late = reduce(cleared, words('a', 'Your diagnosis is secret.', true)).snapshot;
    expect(late.turns).to.deep.equal([]);
  });

  it('does not get back what was cleared before, when it is cleared again', () => {
    const again = after([
      ...wayTo.speaking,
      words('a', 'My secret'),
      {type: 'clear'},
      words('b', 'Hi'),
      {type: 'clear'},
    ]);
    expect(reduce(again, words('a', 'My secret is out.', true)).snapshot.turns).to.deep.equal([]);
  });

  it('goes on with what is said from then on', () => {
    expect(reduce(cleared, words('b', 'Hello')).snapshot.turns.map(({text}) => text)).to.deep.equal([
      'Hello',
    ]);
  });

  it('does not get back a turn that was taken away', () => {
    const before = after([...wayTo.speaking, words('a', 'It is'), {type: 'turn-removed', id: 'a'}]);
    expect(reduce(before, words('a', 'It is secret.', true)).snapshot.turns).to.deep.equal(before.turns);
  });
});
