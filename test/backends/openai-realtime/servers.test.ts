import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../../src/conversation/conversation.js';
import {presentName} from '../../../src/backends/openai-realtime/dialects.js';
import {namesFormat} from '../../../src/backends/openai-realtime/unnamed-format.js';
import {objectAt} from '../../../src/session/json.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import {FakeCall} from '../../helpers/fake-call.js';
import {Sound} from '../../helpers/sound.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {until} from '../../helpers/until.js';
import type {WireEvent} from '../../helpers/wire.js';

/** What a server sends, and the turns it means. */
interface Recorded {
  readonly server: string;
  readonly transport: 'webrtc' | 'websocket';
  /** How it was found out: by running the server, or by reading its source or reference. */
  readonly provenance: 'run' | 'source';
  /** How it differs from OpenAI's, by the words below. */
  readonly differs: readonly string[];
  /** Where the events were read. */
  readonly source: {readonly repository: string; readonly commit: string; readonly files: readonly string[]};
  readonly turns: readonly string[];
  readonly events: readonly WireEvent[];
}

const names = ['azure', 'hugging-face', 'localai', 'speaches-webrtc', 'speaches-websocket'];

async function recorded(name: string): Promise<Recorded> {
  const response = await fetch(new URL(`./servers/${name}.json`, import.meta.url));
  return (await response.json()) as Recorded;
}

/** What differs in events from what OpenAI's server sends: the table of dialects.ts. */
function differencesIn({transport, events}: Recorded): string[] {
  const messages = unwrapped(events);
  const types = messages.map(({type}) => type);
  const session = objectAt(messages.find(({type}) => type === 'session.created') ?? {}, 'session');
  const found = {
    'format unnamed': !namesFormat(session),
    'no turn committed': !types.includes('input_audio_buffer.committed'),
    'older names': types.some(type => presentName(type) !== type),
    'older session': 'input_audio_format' in session,
    'sound unannounced': transport === 'webrtc' && !types.includes('output_audio_buffer.started'),
    wrapped: events.some(isWrapper),
  };
  return Object.entries(found).flatMap(([name, so]) => (so ? [name] : []));
}

/** What is in wrapped messages, some of which come in fragments; others as they are. */
function unwrapped(events: readonly WireEvent[]): WireEvent[] {
  const data = new Map<unknown, string>();
  for (const event of events)
    if (isWrapper(event)) data.set(event.id, (data.get(event.id) ?? '') + String(event.data));
  const inside = [...data.values()].map(base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as WireEvent;
  });
  return [...events.filter(event => !isWrapper(event)), ...inside];
}

function isWrapper({type}: WireEvent): boolean {
  return type === 'full_message' || type === 'partial_message';
}

describe('What is recorded of', () => {
  for (const name of names)
    it(`${name} says how it was found out, and how it differs`, async () => {
      const server = await recorded(name);
      expect(['run', 'source']).to.include(server.provenance);
      expect(differencesIn(server)).to.deep.equal(server.differs);
    });
});

describe('A call to', () => {
  let sound: Sound;
  let conversation: VoiceConversation;
  let call: FakeCall;

  beforeEach(async () => {
    sound = new Sound();
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    call = new FakeCall();
    conversation = new VoiceConversation({session: call.session});
    await conversation.start();
  });
  afterEach(() => {
    conversation.stop();
    sound.stop();
    restoreStubs();
  });

  for (const name of names)
    it(`${name} hears what the user says, and shows both sides of it once`, async () => {
      const {events, source, turns} = await recorded(name);
      expect(source.commit).to.match(/^[0-9a-f]{40}$/);
      const heard: string[] = [];
      let speaking = 0;
      conversation.subscribe((snapshot, previous) => {
        if (snapshot.phase !== previous.phase) heard.push(snapshot.phase);
        if (snapshot.userSpeaking && !previous.userSpeaking) speaking++;
      });
      call.connection.says(...events);
      const said = () => conversation.snapshot.turns.map(({role, text}) => `${role}: ${text}`);
      await until(
        () => said().length >= turns.length,
        () => `there are ${turns.length} turns: ${said().join()}`,
      );
      await until(() => conversation.snapshot.phase === 'listening');
      expect(said()).to.deep.equal(turns);
      expect(conversation.snapshot.turns.every(({final}) => final)).to.equal(true);
      expect(speaking).to.equal(turns.filter(turn => turn.startsWith('user')).length);
      expect(heard).to.include('thinking');
      expect(conversation.snapshot.error).to.equal(null);
    });
});

describe('A server that wraps what it says', () => {
  const wrapped = (id: string, text: string) => {
    const data = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    return {id, data, half: Math.ceil(data.length / 2)};
  };
  const fragment = (id: string, data: string, fragment_index: number, total_fragments: unknown = 2) => ({
    type: 'partial_message',
    id,
    data,
    fragment_index,
    total_fragments,
  });
  const started = JSON.stringify({type: 'input_audio_buffer.speech_started'});
  let call: FakeCall;
  let seen: VoiceSessionEvent[];

  beforeEach(async () => {
    call = new FakeCall();
    await call.start();
    call.reported();
    seen = call.events;
  });
  afterEach(() => call.session.stop());

  /** What came of it once all was read. */
  const reported = async (...events: readonly WireEvent[]) => {
    const {id, data} = wrapped('last', JSON.stringify({type: 'input_audio_buffer.speech_stopped'}));
    call.connection.says(...events, {type: 'full_message', id, data});
    await until(() => seen.some(({type}) => type === 'speech-stopped'));
    return seen.map(({type}) => type).slice(0, -1);
  };

  it('is understood in fragments, in whatever order they come', async () => {
    const {id, data, half} = wrapped('one', started);
    const other = wrapped('two', started);
    expect(
      await reported(
        fragment(other.id, other.data.slice(other.half), 1),
        fragment(id, data.slice(half), 1),
        fragment(other.id, other.data.slice(0, other.half), 0),
        fragment(id, data.slice(0, half), 0),
      ),
    ).to.deep.equal(['speech-started', 'speech-started']);
  });

  it('is not trusted: what is no message, too large or never complete is dropped, and the call goes on', async () => {
    const {id, data, half} = wrapped('one', started);
    const large = 'x'.repeat(600_000);
    expect(
      await reported(
        {type: 'full_message', id, data: '%%%'},
        {type: 'full_message', id, data: btoa('{')},
        {type: 'full_message', id},
        {type: 'full_message', id, data: btoa(`{"type":"${large}${large}"}`)},
        fragment(id, data.slice(0, half), 0, 1e9),
        fragment(id, data.slice(0, half), 5),
        fragment(id, data.slice(0, half), 0, 'two'),
        fragment('large', large, 0),
        fragment('large', large, 1),
        fragment(id, data.slice(0, half), 0, 3),
        fragment(id, data.slice(half), 1, 2),
        ...Array.from({length: 9}, (_, index) => fragment(`lost-${index}`, data, 0)),
        fragment('lost-0', data, 1),
      ),
    ).to.deep.equal([]);
  });
});
