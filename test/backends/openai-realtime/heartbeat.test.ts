import {expect} from '@open-wc/testing';
import {Heartbeat} from '../../../src/backends/openai-realtime/heartbeat.js';
import {Clock} from '../../helpers/clock.js';
import {restoreStubs} from '../../helpers/stub.js';

/** A socket that takes what it is given, or does not. */
class FakeSocket {
  readonly sent: Record<string, unknown>[] = [];
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
}

const answer = {type: 'error', error: {code: 'item_not_found', event_id: 'sign_of_life'}};

function rig() {
  const clock = new Clock();
  const socket = new FakeSocket();
  const events: string[] = [];
  const heartbeat = new Heartbeat(socket as unknown as WebSocket, {
    stalled: () => events.push('stalled'),
    resumed: () => events.push('resumed'),
    lost: () => events.push('lost'),
  });
  return {clock, socket, events, heartbeat};
}

describe('The heartbeat of a WebSocket', () => {
  afterEach(restoreStubs);

  it('asks once when it opens, and measures the round trip by the answer', async () => {
    const {clock, socket, heartbeat} = rig();
    expect(socket.sent.map(({type}) => type)).to.deep.equal(['conversation.item.retrieve']);
    await clock.pass(80);
    expect(heartbeat.heard(answer)).to.equal(true);
    expect(heartbeat.roundTripMs).to.equal(80);
    heartbeat.stop();
    expect(clock.running).to.equal(0);
  });

  it('takes no other error for the answer', () => {
    const {heartbeat} = rig();
    expect(heartbeat.heard({type: 'error', error: {code: 'x', event_id: 'event_of_ours'}})).to.equal(false);
    expect(heartbeat.heard({type: 'error', error: {code: 'session_expired'}})).to.equal(false);
    expect(heartbeat.heard({type: 'response.created'})).to.equal(false);
    expect(heartbeat.roundTripMs).to.equal(null);
    heartbeat.stop();
  });

  it('takes an error that does not say what it is about for the answer where it can be about nothing else', async () => {
    const unnamed = {type: 'error', error: {type: 'invalid_request_error', code: 'not_implemented'}};
    const {clock, heartbeat} = rig();
    await clock.pass(80);
    expect(heartbeat.heard(unnamed)).to.equal(true);
    expect(heartbeat.heard(unnamed)).to.equal(false); // The question was answered.
    await clock.pass(3_100);
    heartbeat.told();
    await clock.pass(3_000);
    expect(heartbeat.heard(unnamed)).to.equal(false); // It may be about what was sent.
    heartbeat.stop();
  });

  it('takes no such error from a server that names the question in its answers', async () => {
    const {clock, heartbeat} = rig();
    heartbeat.heard(answer);
    await clock.pass(3_100);
    expect(heartbeat.heard({type: 'error', error: {type: 'invalid_request_error', event_id: null}})).to.equal(
      false,
    );
    heartbeat.stop();
  });

  it('asks nothing while something comes, and asks again when nothing does', async () => {
    const {clock, socket, heartbeat} = rig();
    heartbeat.heard(answer);
    for (let seconds = 0; seconds < 5; seconds++) {
      await clock.pass(1_000);
      heartbeat.heard({type: 'response.output_audio.delta'});
    }
    expect(socket.sent.length).to.equal(1);
    await clock.pass(3_100);
    expect(socket.sent.length).to.equal(2);
    heartbeat.stop();
  });

  it('stalls, then is lost, when a server that used to answer does not', async () => {
    const {clock, events, heartbeat} = rig();
    heartbeat.heard(answer);
    await clock.pass(5_600);
    expect(events).to.deep.equal(['stalled']);
    await clock.pass(4_000);
    expect(events).to.include('lost');
    heartbeat.stop();
  });

  it('resumes when it answers after all', async () => {
    const {clock, events, heartbeat} = rig();
    heartbeat.heard(answer);
    await clock.pass(5_600);
    heartbeat.heard(answer);
    await clock.pass(600);
    expect(events).to.deep.equal(['stalled', 'resumed']);
    heartbeat.stop();
  });

  it('does not hold a server to it that never answered', async () => {
    const {clock, events, heartbeat} = rig();
    await clock.pass(30_000);
    expect(events).to.deep.equal([]);
    heartbeat.stop();
  });

  it('is lost when nothing leaves the page any more', async () => {
    const {clock, socket, events, heartbeat} = rig();
    socket.bufferedAmount = 1_000;
    await clock.pass(7_000);
    expect(events.slice(0, 2)).to.deep.equal(['stalled', 'lost']);
    heartbeat.stop();
  });

  // Last: the page remembers it.
  it('does not ask a server again that hung up because of the question', async () => {
    const {clock, socket, heartbeat} = rig();
    await clock.pass(200);
    socket.readyState = WebSocket.CLOSED;
    heartbeat.stop();
    const next = new FakeSocket();
    const second = new Heartbeat(next as unknown as WebSocket, {stalled() {}, resumed() {}, lost() {}});
    expect(next.sent).to.deep.equal([]);
    second.stop();
  });
});
