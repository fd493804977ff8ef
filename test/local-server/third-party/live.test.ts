import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {OpenAI} from 'openai';
import {OpenAILiveWebRTC} from 'openai/live/webrtc';
import type {LiveCreateParams, ServerEvent} from 'openai/resources/live/live';
import {MediaStreamTrack, RtpHeader, RtpPacket} from 'werift';
import {frameSamples} from '../../../local-server/audio/format.js';
import {hearInOrder, startRealtimeServer, type RunningRealtimeServer} from '../../../local-server/index.js';
import {OpusFrameEncoder} from '../../../local-server/webrtc/opus.js';
import {until} from '../../helpers/until.js';
import {toneSpeech} from '../helpers/engine-harness.js';
import {addToCart} from '../helpers/live-events.js';
import {installWebRtc} from '../helpers/node-webrtc.js';

/* The SDK of OpenAI as a client that knows nothing of the local server: its key at a host, its client in a page. */

const apiKey = 'sk-a-key-of-its-own';
const microphone = new MediaStreamTrack({kind: 'audio'});
const encoder = new OpusFrameEncoder();
const uninstall = installWebRtc(microphone);
let server: RunningRealtimeServer;
let loudness = 0;
let sequenceNumber = 0;
const speaking = setInterval(() => {
  const frame = Int16Array.from({length: frameSamples}, (_, index) => Math.sin(index / 10) * loudness);
  const header = new RtpHeader({
    payloadType: 111,
    sequenceNumber: sequenceNumber & 0xffff,
    timestamp: (sequenceNumber * frameSamples) >>> 0,
  });
  sequenceNumber++;
  microphone.writeRtp(new RtpPacket(header, encoder.encode(frame)));
}, 20);
before(async () => {
  server = await startRealtimeServer({
    apiKey,
    speak: toneSpeech,
    understand: hearInOrder('Hello', 'Add two of these to the cart', 'Nothing'),
    thinkingMs: 0,
  });
});
after(async () => {
  clearInterval(speaking);
  uninstall();
  await server.close();
});

let page: OpenAILiveWebRTC;
let events: ServerEvent[];
afterEach(() => page.close());

/** Connects a page whose host makes this session. */
async function connect(session: Partial<LiveCreateParams['session']> = {}): Promise<void> {
  const host = new OpenAI({apiKey, baseURL: `${server.url}/v1`});
  page = new OpenAILiveWebRTC();
  events = [];
  page.onEvent(event => events.push(event));
  await page.connect({
    async exchangeSdp(sdp) {
      const created = await host.live.create({
        session: {model: 'gpt-live-1', ...session},
        transport: {type: 'webrtc', sdp},
      });
      return created.transport.sdp;
    },
  });
  await next('session.started');
}

/** The first event of a type, come or to come. */
async function next<Type extends ServerEvent['type']>(
  type: Type,
  matches: (event: Extract<ServerEvent, {type: Type}>) => boolean = () => true,
): Promise<Extract<ServerEvent, {type: Type}>> {
  const find = () =>
    (events as Extract<ServerEvent, {type: Type}>[]).find(event => event.type === type && matches(event));
  await until(find, `${type} came, after ${events.map(event => event.type).join(' ')}`, 8_000);
  return find()!;
}

/** Speaks until the server has heard enough of it for a turn. */
async function speak(): Promise<void> {
  const call = server.calls.at(-1)!;
  await call.waitForInputSilence(0.01, 300);
  loudness = 8_000;
  const {at} = await call.waitForInputLevel(0.05);
  await until(() => call.inputLevel(at).length > 40, 'the server heard enough');
  loudness = 0;
}

const said = () =>
  events.flatMap(event => (event.type === 'session.output_transcript.delta' ? [event.delta] : [])).join('');

describe('the OpenAI SDK in a page', () => {
  it('converses, in full duplex, and closes the session', async () => {
    await connect();
    await speak();
    await next('session.input_transcript.delta');
    await until(() => said().includes('Hello!'), 'it was answered');
    page.send({type: 'session.input_audio.mute', event_id: 'mine'});
    assert.equal((await next('session.input_audio.muted')).client_event_id, 'mine');
    page.send({type: 'session.thinking.append', content: 'Hm.', delegation_id: null});
    await next('session.thinking.appended');
    page.send({type: 'session.close'});
    const closed = await next('session.closed');
    assert.equal(closed.reason, 'close_requested');
    assert.equal(closed.usage.seconds, 15);
    await until(() => page.state === 'closed', 'the connection was closed');
  });

  it('carries out a function of the page for a Responses backend', async () => {
    const tools = [{...addToCart, type: 'function' as const}];
    await connect({delegation: {type: 'responses', responses: {model: 'backend', tools}}});
    await speak();
    const {delegation} = await next('session.delegation.created');
    assert.equal(delegation.target, 'responses');
    const {event} = await next('response.event', nested => nested.event.type === 'response.output_item.done');
    const {call_id} = event.item as {call_id: string};
    const item = {type: 'function_call_output' as const, call_id, output: '{"in cart": 2}'};
    page.send({type: 'response.item.create', item});
    page.send({type: 'response.create'});
    await until(() => said().includes('in cart: 2'), 'the result was said');
    assert.ok(!events.some(({type}) => type === 'error'));
  });

  it('is told what its host does not allow', async () => {
    await connect({client: {data_channel: {allowed_client_events: []}}});
    page.send({type: 'session.close', event_id: 'mine'});
    const {error} = await next('error');
    assert.deepEqual([error.code, error.client_event_id], ['event_not_allowed', 'mine']);
  });
});
