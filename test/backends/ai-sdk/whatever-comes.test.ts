import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {VoiceStore} from '../../../src/state/store.js';
import {Clock} from '../../helpers/clock.js';
import {damaged} from '../../helpers/damaged.js';
import {after, wayTo} from '../../helpers/events.js';
import {FakeCodecCall} from '../../helpers/fake-codec-call.js';
import {impossibilities, turnViolations} from '../../helpers/invariants.js';
import {isForStore} from '../../helpers/listen.js';
import {restoreStubs, stub} from '../../helpers/stub.js';

const ids = fc.record({
  responseId: fc.constantFrom('resp-1', 'resp-2', 'resp-3'),
  itemId: fc.constantFrom('item-1', 'item-2', 'item-3'),
});
const details = {
  delta: fc.constantFrom('and ', btoa('\0\x01\0\x01'), '%'),
  transcript: fc.constantFrom('and then', ''),
  text: fc.constantFrom('and then', ''),
  status: fc.constantFrom('completed', 'cancelled', 'failed', 'odd'),
  callId: fc.constantFrom('call-1', 'call-2'),
  name: fc.constant('look_up'),
  arguments: fc.constant('{}'),
  code: fc.constantFrom('conversation_already_has_active_response', 'input_audio_buffer_commit_empty', 'odd'),
  rawType: fc.constantFrom(
    'goAway',
    'toolCallCancellation',
    'conversation.item.input_audio_transcription.delta',
    'conversation.item.input_audio_transcription.failed',
  ),
  raw: fc.constantFrom({item_id: 'item-1', delta: 'and'}, {toolCallCancellation: {ids: ['call-1', 7]}}, null),
};
const types = [
  ...['speech-started', 'speech-stopped', 'audio-committed', 'input-transcription-completed'],
  ...[
    'response-created',
    'response-done',
    'output-item-done',
    'audio-delta',
    'audio-done',
    'error',
    'custom',
  ],
  ...['audio-transcript-delta', 'audio-transcript-done', 'text-delta', 'text-done', 'session-updated'],
  ...['function-call-arguments-done', 'unknown'],
];
const real = fc
  .tuple(fc.constantFrom(...types), ids, fc.record(details), fc.boolean())
  .map(([type, {responseId, itemId}, more, hasItem]) => ({
    type,
    responseId,
    ...more,
    ...(hasItem && {itemId}),
  }));
const sequence = fc.array(
  fc.tuple(
    fc.oneof({weight: 5, arbitrary: real}, {weight: 2, arbitrary: damaged(real, 'resp-1', 'item-1')}),
    fc.constantFrom(0, 0, 20, 600, 3_000),
    fc.constantFrom('nothing', 'nothing', 'text', 'interrupt', 'result', 'hold', 'release', 'ask'),
  ),
  {maxLength: 30},
);

/** What the store makes of what a session reports; complains of what cannot be. */
function listening(call: FakeCodecCall): void {
  const store: VoiceStore = new VoiceStore(effect => {
    if (effect === 'silence') store.send({type: 'playback-stopped', cut: true});
  }, after(wayTo.listening));
  store.subscribe((snapshot, previous) => {
    const complaints = [...impossibilities(snapshot), ...turnViolations(previous, {type: 'clear'}, snapshot)];
    if (complaints.length) throw new Error(`${complaints.join('; ')}: ${JSON.stringify(snapshot)}`);
  });
  call.onEvent = event => isForStore(event) && store.send(event);
}

function act({session}: FakeCodecCall, what: string): void {
  if (what === 'text') session.sendText('Hello', 'typed-1', {respond: true});
  else if (what === 'interrupt') session.interrupt();
  else if (what === 'result') session.sendToolResult('call-1', 'Tea', {respond: true});
  else if (what === 'hold') session.startTalking();
  else if (what === 'release') session.stopTalking();
  else if (what === 'ask') session.requestResponse({instructions: 'Greet.'});
}

describe('Whatever a codec makes of what a server sends', () => {
  let clock: Clock;
  let faults: unknown[];
  beforeEach(() => {
    clock = new Clock();
    faults = [];
    // Where listeners of the store complain.
    stub(globalThis, 'queueMicrotask', (throws: () => void) => {
      try {
        throws();
      } catch (fault) {
        faults.push(fault);
      }
    });
    stub(console, 'error', () => {});
  });
  afterEach(restoreStubs);

  it('is survived, makes no impossible snapshot, ends each response once, and leaves no timer', async () => {
    await fc.assert(
      fc.asyncProperty(sequence, async events => {
        const call = new FakeCodecCall();
        await call.open();
        listening(call);
        for (const [event, ms, what] of events) {
          call.socket.dispatchEvent(new MessageEvent('message', {data: JSON.stringify(event)}));
          act(call, what);
          clock.passAtOnce(ms);
        }
        const ended = call.events.flatMap(event =>
          event.type === 'response-finished' ? [event.responseId] : [],
        );
        expect(new Set(ended).size).to.equal(ended.length);
        call.session.stop();
        await clock.pass(0);
        if (faults.length) throw faults[0] as Error;
        expect(clock.running).to.equal(0);
      }),
      {numRuns: 300},
    );
  });

  it('is dropped where it is no message', async () => {
    const call = new FakeCodecCall();
    await call.open();
    call.events.length = 0;
    for (const data of ['', '{', '7', '[]', 'null', '{"type":7}', new ArrayBuffer(3), new Blob()])
      call.socket.dispatchEvent(new MessageEvent('message', {data}));
    expect(call.events).to.deep.equal([]);
    call.session.stop();
  });
});
