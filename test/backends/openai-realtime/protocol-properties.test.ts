import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {RealtimeProtocol} from '../../../src/backends/openai-realtime/protocol.js';
import {parseEvent} from '../../../src/session/json.js';
import type {Snapshot} from '../../../src/state/snapshot.js';
import {damaged} from '../../helpers/damaged.js';
import {impossibilities, turnViolations} from '../../helpers/invariants.js';
import {listenTo} from '../../helpers/listen.js';
import {asBeta, recorded, type WireEvent} from '../../helpers/wire.js';

const real = fc.constantFrom(...recorded, ...asBeta(recorded));
const mutated = damaged(real, 'item_user1', 'resp_2');

function holds(snapshot: Snapshot, previous: Snapshot): void {
  const complaints = [
    ...impossibilities(snapshot),
    // Which event it was does not matter here, but that turns may go only when the server deletes them.
    ...turnViolations(previous, {type: 'clear'}, snapshot),
  ];
  if (complaints.length) throw new Error(`${complaints.join('; ')}: ${JSON.stringify(snapshot)}`);
}

describe('Whatever comes over the wire', () => {
  it('is survived when it is any JSON at all (3,000 messages)', () => {
    const protocol = new RealtimeProtocol();
    let [messages, malformed] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), message => {
        messages++;
        const event = parseEvent(message);
        if (!event) malformed++;
        else if (!Array.isArray(protocol.read(event))) throw new Error('no events');
      }),
      {numRuns: 3_000},
    );
    expect(malformed).to.be.greaterThan(messages / 3);
  });

  it('is survived when it is any object at all under a name that is known (3,000 messages)', () => {
    const protocol = new RealtimeProtocol();
    const type = fc.constantFrom(...new Set(recorded.map(event => event.type)));
    fc.assert(
      fc.property(type, fc.dictionary(fc.string(), fc.jsonValue()), (type, event) => {
        if (!Array.isArray(protocol.read({...event, type}))) throw new Error('no events');
      }),
      {numRuns: 3_000},
    );
  });

  it('never makes an impossible snapshot when real events are damaged (6,000 conversations)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(mutated, real), {minLength: 1, maxLength: 20}), events => {
        listenTo(
          events.map(event => JSON.stringify(event)),
          holds,
        );
      }),
      {numRuns: 6_000},
    );
  });

  it('never makes an impossible snapshot when events are lost, repeated or out of order (3,000 conversations)', () => {
    const messages = recorded.map(event => JSON.stringify(event));
    const order = fc.array(fc.nat(messages.length - 1), {minLength: 5, maxLength: 80});
    fc.assert(
      fc.property(order, indexes => {
        listenTo(
          indexes.map(index => messages[index]),
          holds,
        );
      }),
      {numRuns: 3_000},
    );
  });

  it('ends in the same words when every event comes twice', () => {
    const twice: WireEvent[] = recorded.flatMap(event => [event, event]);
    // Of an answer that is cut there is no whole text to put right what its deltas said twice.
    const words = (events: readonly WireEvent[]) =>
      listenTo(events.map(event => JSON.stringify(event)))
        .turns.filter(turn => !turn.interrupted)
        .map(({id, text}) => [id, text]);
    expect(words(twice)).to.deep.equal(words(recorded));
  });

  it('ends with every word known when any one event is lost that is not the only one to tell them', () => {
    const words = ['Hello!', 'Hi, how can I help you?', 'Tell me a story.', 'Thanks.', 'Welcome.'];
    const only = /input_audio_transcription\.completed/;
    for (const lost of recorded.filter(event => !only.test(event.type))) {
      const rest = recorded.filter(event => event !== lost).map(event => JSON.stringify(event));
      const {turns, phase} = listenTo(rest, holds);
      const said = turns.map(turn => turn.text);
      expect(said, `without ${lost.type}`).to.include.members(words);
      expect(turns.every(turn => turn.final)).to.equal(true);
      // An answer whose sound or end is not announced is for the watchdog.
      if (!/^output_audio_buffer\.st|^response\.done/.test(lost.type))
        expect(phase, lost.type).to.equal('listening');
    }
  });
});
