import {expect} from '@open-wc/testing';
import {openaiRealtimeUrl} from '../../../src/backends/openai-realtime/realtime-url.js';
import {VoiceError} from '../../../src/state/voice-error.js';
import type {Turn} from '../../../src/state/turns.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {rejection, voiceError} from '../../helpers/rejection.js';
import {Sound} from '../../helpers/sound.js';
import {until} from '../../helpers/until.js';
import {answerBegins, assistantItem, hello, recorded, sessionEvents} from '../../helpers/wire.js';

const past: readonly Turn[] = [
  {id: 'item_1', role: 'user', text: 'Hello', final: true, interrupted: false},
  {id: 'item_2', role: 'assistant', text: '', final: true, interrupted: false},
  {id: 'item_3~2', role: 'assistant', text: 'Hi', final: true, interrupted: true},
];
const userEcho = (id: string, text: string) => ({
  type: 'conversation.item.added',
  item: {id, type: 'message', role: 'user', content: [{type: 'input_text', text}]},
});

describe('A session over the OpenAI protocol', () => {
  let call: FakeCall;
  beforeEach(() => (call = new FakeCall()));
  afterEach(() => call.session.stop());

  it('opens at the address of the page, with a token and no more', async () => {
    await call.start({realtimeUrl: 'https://example.test/calls', iceServers: [{urls: 'stun:example.test'}]});
    const {url, token, iceServers} = call.connection.options!;
    expect(url).to.equal('https://example.test/calls');
    expect(await token).to.equal('ek_1');
    expect(iceServers).to.deep.equal([{urls: 'stun:example.test'}]);
    expect(call.connection.sent).to.deep.equal([]);
    expect(call.events).to.deep.equal([{type: 'session-opened', sessionId: 'call_1'}]);
  });

  it('tells what the user said while it was made ready, once it is open', async () => {
    let open: (sessionId: string) => void = () => {};
    call.prepare = connection => {
      connection.opening = new Promise(resolve => (open = resolve));
    };
    const started = call.start({}, past);
    await until(() => call.connections.length > 0 && call.connection.options !== null, 'it connects');
    call.connection.says({type: 'input_audio_buffer.speech_started'});
    expect(call.reported()).to.deep.equal([]);
    open('call_1');
    await started;
    expect(call.reported()).to.deep.equal(['session-opened', 'speech-started']);
  });

  it('opens at OpenAI otherwise, naming the model where one is set', async () => {
    await call.start();
    expect(call.connection.options!.url).to.equal(openaiRealtimeUrl);
    await call.start({model: 'gpt-realtime-2.1'});
    expect(call.connection.options!.url).to.equal(`${openaiRealtimeUrl}?model=gpt-realtime-2.1`);
    await call.start({model: 'a&b', realtimeUrl: '/calls?region=eu'});
    const {pathname, searchParams} = new URL(call.connection.options!.url);
    expect(pathname).to.equal('/calls');
    expect([...searchParams]).to.deep.equal([
      ['region', 'eu'],
      ['model', 'a&b'],
    ]);
  });

  it('sends its configuration before it opens, and nothing else of its own accord', async () => {
    await call.start({voice: 'marin', greeting: 'Say hello.'});
    call.connection.says(...sessionEvents);
    expect(call.connection.sent).to.deep.equal([
      {
        type: 'session.update',
        session: {type: 'realtime', audio: {output: {voice: 'marin'}}},
        event_id: 'settings_1',
      },
    ]);
  });

  it('goes on from what was said, without empty turns', async () => {
    await call.start({voice: 'marin'}, past);
    expect(call.connection.sent.map(event => event.type)).to.deep.equal([
      'session.update',
      'conversation.item.create',
      'conversation.item.create',
    ]);
    expect(call.connection.sent.slice(1).map(({item}) => item)).to.deep.equal([
      {id: 'past_0', type: 'message', role: 'user', content: [{type: 'input_text', text: 'Hello'}]},
      {id: 'past_1', type: 'message', role: 'assistant', content: [{type: 'output_text', text: 'Hi …'}]},
    ]);
  });

  it('names past items so that servers take the names', async () => {
    const odd = ['x'.repeat(100), '__proto__', 'ü-1', 'item_1~12'].map(id => ({...past[0]!, id}));
    await call.start({}, odd);
    const ids = call.connection.sent.map(event => (event.item as {id: string}).id);
    for (const id of ids) expect(id).to.match(/^\w{1,32}$/);
    expect(new Set(ids).size).to.equal(odd.length);
  });

  it('does not report past words again when the server echoes them, whatever it calls them', async () => {
    await call.start({}, past);
    call.reported();
    call.connection.says(userEcho('past_0', 'Hello'), {
      type: 'conversation.item.added',
      item: {...assistantItem('item_99', 'Hi …')},
    });
    expect(call.reported()).to.deep.equal([]);
  });

  it('does not double typed words when the server echoes them, whatever it calls them', async () => {
    for (const id of ['typed_1', 'item_5']) {
      await call.start();
      call.session.sendText('How are you?', 'typed_1', {respond: true});
      call.reported();
      call.connection.says(userEcho(id, 'How are you?'));
      expect(call.reported(), id).to.deep.equal([]);
    }
  });

  it('names the turns of another call differently, since some servers count items from 1', async () => {
    const ids: (string | undefined)[] = [];
    for (let count = 0; count < 2; count++) {
      await call.start();
      call.events.length = 0;
      call.connection.says(...answerBegins(hello));
      ids.push(call.events.flatMap(event => (event.type === 'turn-started' ? [event.id] : []))[0]);
    }
    expect(ids[0]).to.be.a('string');
    expect(ids[0]).not.to.equal(ids[1]);
  });

  it('reports what the server says and the sound that arrives', async () => {
    await call.start();
    call.reported();
    const stream = new MediaStream();
    call.connection.listener.output(stream);
    expect(call.events.splice(0)).to.deep.equal([{type: 'output', stream}]);
    call.connection.says(...recorded);
    expect(call.reported().filter(type => type === 'playback-started')).to.have.lengthOf(3);
  });

  it('tells the names of messages, and nothing else of them, while a developer looks on', async () => {
    await call.start({debug: true, voice: 'marin'});
    const raw = () => call.events.splice(0).filter(event => event.type === 'raw');
    expect(raw()).to.deep.equal([{type: 'raw', direction: 'out', name: 'session.update'}]);
    call.session.sendText('My secret', 'typed_1', {respond: true});
    call.connection.says(userEcho('typed_1', 'My secret'));
    expect(raw()).to.deep.equal([
      {type: 'raw', direction: 'out', name: 'conversation.item.create'},
      {type: 'raw', direction: 'out', name: 'response.create'},
      {type: 'raw', direction: 'in', name: 'conversation.item.added'},
    ]);
    call.options = {...call.options, debug: false};
    call.session.sendContext('The cart is empty.');
    call.connection.says(...recorded);
    expect(raw()).to.deep.equal([]);
  });

  it('knows what the call runs over, and when the server will end it', async () => {
    expect([call.session.transport, call.session.expiresAt]).to.deep.equal([undefined, undefined]);
    await call.start();
    expect([call.session.transport, call.session.expiresAt]).to.deep.equal(['webrtc', undefined]);
    call.connection.says({type: 'session.created', session: {id: 'sess_1', expires_at: 1_900_000_000}});
    expect(call.session.expiresAt).to.equal(1_900_000_000_000);
    call.session.stop();
    expect([call.session.transport, call.session.expiresAt]).to.deep.equal([undefined, undefined]);
  });

  it('does not open when its connection is lost while it is made ready', async () => {
    const opening = call.start({language: 'de'});
    await until(() => call.connections.length > 0 && call.connection.options !== null, 'it connects');
    await until(() => call.connection.microphone !== undefined, 'it is open');
    call.connection.listener.lost();
    expect(await rejection(opening)).to.include({code: 'connection-lost'});
    call.connection.says({type: 'session.created', session: {}});
    expect(call.events).to.deep.equal([]);
    expect(call.connection.closed).to.equal(true);
  });

  it('reports a lost connection', async () => {
    await call.start();
    call.connection.listener.lost();
    const event = call.events.at(-1)!;
    expect(event.type === 'session-lost' && event.error.code).to.equal('connection-lost');
  });

  it('hands the microphone on, whether it comes before or after the call', async () => {
    const sounds = [new Sound(), new Sound()] as const;
    const [before, after] = [sounds[0].track, sounds[1].track];
    call.session.setMicrophone(before);
    await call.start();
    expect(call.connection.microphone).to.equal(before);
    call.session.setMicrophone(after);
    expect(call.connection.microphone).to.equal(after);
    await call.start();
    expect(call.connection.microphone).to.equal(after);
    for (const sound of sounds) sound.stop();
  });

  it('rejects as the token or the connection does, and reports nothing', async () => {
    const refused = new VoiceError('token-shape');
    expect(await rejection(call.start({getToken: () => Promise.reject(refused)}))).to.equal(refused);
    call.prepare = connection => {
      connection.opening = Promise.reject(new VoiceError('connect-status', {status: 403}));
    };
    const error = await voiceError(call.start({getToken: () => Promise.resolve('ek_1')}), 'connect-status');
    expect(error.status).to.equal(403);
    expect(call.events).to.deep.equal([]);
  });

  it('asks for another token where the first is refused, once', async () => {
    const refused = new VoiceError('connect-status', {status: 401});
    let minted = 0;
    call.options = {getToken: async () => `ek_${++minted}`};
    call.prepare = connection => {
      connection.opening = Promise.reject(refused);
    };
    const error = await voiceError(call.start(), 'connect-status');
    expect(error.status).to.equal(401);
    expect(minted).to.equal(2);

    call.prepare = connection => {
      connection.open = async options => {
        connection.options = options;
        if ((await options.token) === 'ek_3') throw refused;
        return 'call_2';
      };
    };
    await call.start();
    expect(minted).to.equal(4);
    expect(await call.connection.options!.token).to.equal('ek_4');
    expect(call.reported()).to.deep.equal(['session-opened']);
  });

  it('asks for no other token when it is stopped meanwhile', async () => {
    let minted = 0;
    call.options = {getToken: async () => `ek_${++minted}`};
    let refuse: (error: VoiceError) => void = () => {};
    call.prepare = connection => {
      connection.opening = new Promise((_, reject) => (refuse = reject));
    };
    const started = rejection(call.start());
    call.session.stop();
    refuse(new VoiceError('connect-status', {status: 401}));
    await started;
    expect(minted).to.equal(1);
  });

  it('says nothing after it is stopped, and closes its connection', async () => {
    await call.start();
    call.reported();
    const {connection} = call;
    call.session.stop();
    connection.says(...recorded);
    call.session.sendText('Hello?', 'typed_1', {respond: true});
    call.session.sendImage('data:image/png;base64,AAAA', 'typed_2', {respond: true});
    call.session.requestResponse();
    call.session.sendToolResult('call_1', '{}', {respond: true});
    call.session.sendContext('The cart is empty.');
    call.session.setTools([{name: 'light', parameters: {}}]);
    call.session.interrupt();
    expect(call.reported()).to.deep.equal([]);
    expect(connection.names()).to.deep.equal([]);
    expect(connection.closed).to.equal(true);
  });

  it('does not claim to have opened when it is stopped in that moment', async () => {
    let open: (id: string) => void = () => {};
    call.prepare = connection => {
      connection.opening = new Promise(resolve => (open = resolve));
    };
    const started = call.start({greeting: 'Say hello.'}).catch(() => {});
    const {connection} = call;
    call.session.stop();
    open('call_1');
    await started;
    expect(call.events).to.deep.equal([]);
    expect(connection.sent).to.deep.equal([]);
  });

  it('closes the connection before when it is started again', async () => {
    await call.start();
    await call.start();
    expect(call.connections.map(connection => connection.closed)).to.deep.equal([true, false]);
  });

  it('throws what the connection cannot carry, and asks for no answer to it', async () => {
    await call.start();
    call.connection.broken = new VoiceError('too-large');
    const respond = {respond: true};
    expect(() => call.session.sendText('…', 'typed_1', respond)).to.throw(call.connection.broken.message);
    expect(() => call.session.sendToolResult('c', '…', respond)).to.throw(call.connection.broken.message);
    call.connection.broken = null;
    call.session.sendText('Hello', 'typed_2', respond);
    expect(call.connection.names()).to.deep.equal(['conversation.item.create', 'response.create']);
  });
});
