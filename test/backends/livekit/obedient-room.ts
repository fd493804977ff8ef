import * as livekit from 'livekit-client';
import type {RemoteParticipant, Room} from 'livekit-client';
import {agentMethods} from '../../../src/backends/livekit/agent.js';
import type {Library} from '../../../src/backends/livekit/library.js';
import {until} from '../../helpers/until.js';

type Handler = (...args: never[]) => unknown;
type RpcHandler = (data: {
  requestId: string;
  callerIdentity: string;
  payload: string;
  responseTimeout: number;
}) => Promise<string>;

const wordMs = 4;
let segments = 0;

/** A room of LiveKit with an agent in it, acted out, as strict about its use as the real one. */
export class ObedientRoom {
  /** What a page uses of the library, with rooms of this kind. Those that were made are kept. */
  static library(
    rooms: ObedientRoom[],
    methods: readonly string[] = Object.values(agentMethods),
    prepare: (room: ObedientRoom) => void = () => {},
  ): Library {
    class RoomOfTest extends ObedientRoom {
      constructor() {
        super(methods);
        rooms.push(this);
        prepare(this);
      }
    }
    class LocalAudioTrack {
      isMuted = false;
      constructor(public mediaStreamTrack: MediaStreamTrack) {
        mediaStreamTrack.enabled = true; // As the real one does, whatever it was.
      }
      mute = () => this.#set(true);
      unmute = () => this.#set(false);
      replaceTrack(track: MediaStreamTrack) {
        this.mediaStreamTrack = track;
        track.enabled = !this.isMuted;
        return Promise.resolve(this);
      }
      #set(muted: boolean) {
        this.isMuted = muted;
        this.mediaStreamTrack.enabled = !muted;
        return Promise.resolve(this);
      }
    }
    class LocalVideoTrack {
      constructor(public mediaStreamTrack: MediaStreamTrack) {}
    }
    const classes = {Room: RoomOfTest, LocalAudioTrack, LocalVideoTrack};
    return {...livekit, setLogLevel: () => {}, ...classes} as unknown as Library;
  }

  readonly name = 'room-1';
  state = livekit.ConnectionState.Disconnected;
  readonly agent = {
    identity: 'agent',
    sid: 'PA_agent',
    isAgent: true,
    attributes: {'lk.agent.state': 'initializing'} as Record<string, string>,
    trackPublications: new Map(),
  };
  readonly remoteParticipants = new Map<string, RemoteParticipant>();
  /** Fails what it is asked to do next. */
  refuses: Error | null = null;
  /** The track that is sent. */
  published: {mediaStreamTrack: MediaStreamTrack; isMuted: boolean} | null = null;
  /** Camera and screen that are sent. */
  readonly videos = new Map<string, MediaStreamTrack>();
  /** What the agent was asked for. */
  readonly asked: {method: string; payload: Record<string, unknown>}[] = [];
  #methods: readonly string[];
  readonly #listeners = new Map<string, Handler[]>();
  readonly #streams = new Map<string, Handler>();
  readonly #rpc = new Map<string, RpcHandler>();
  readonly #context = new Map<unknown, string>();
  #stopWords: () => void = () => {};

  constructor(methods: readonly string[]) {
    this.#methods = methods;
  }

  readonly localParticipant = {
    identity: 'person',
    /** What the token lets the page send, by the numbers of the protocol. */
    permissions: {canPublish: true, canPublishSources: [2]},
    publishTrack: (track: NonNullable<ObedientRoom['published']>, {source}: {source: string}) => {
      this.#mustBeOpen();
      if (source === 'microphone') this.published = track;
      else if (this.videos.has(source)) return Promise.reject(new Error('There is one of that source'));
      else this.videos.set(source, track.mediaStreamTrack);
      return this.refuses ? Promise.reject(this.refuses) : Promise.resolve();
    },
    unpublishTrack: (track: NonNullable<ObedientRoom['published']>) => {
      const [source] = [...this.videos].find(([, video]) => video === track.mediaStreamTrack) ?? [];
      if (source) this.videos.delete(source);
      else this.published = null;
      return Promise.resolve();
    },
    sendText: (text: string, {topic}: {topic: string}) => {
      this.#mustBeOpen();
      if (topic === 'lk.chat') this.answer(`You said: ${text}`, text.includes('story') ? 150 : 1);
      return Promise.resolve();
    },
    performRpc: ({method, payload}: {method: string; payload: string}) => {
      this.#mustBeOpen();
      if (!this.#methods.includes(method)) return Promise.reject(new Error('Method not supported'));
      this.#obey(method, JSON.parse(payload) as Record<string, unknown>);
      return Promise.resolve('ok');
    },
  };

  get isOpen(): boolean {
    return this.state === livekit.ConnectionState.Connected;
  }

  get told(): string[] {
    return [...this.#context.values()];
  }

  on(event: string, handler: Handler): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), handler]);
    return this;
  }

  removeAllListeners(): void {
    this.#listeners.clear();
  }

  emit(event: string, ...args: unknown[]): void {
    for (const handler of this.#listeners.get(event) ?? []) handler(...(args as never[]));
  }

  registerTextStreamHandler(topic: string, handler: Handler): void {
    this.#streams.set(topic, handler);
  }

  registerByteStreamHandler(topic: string, handler: Handler): void {
    this.#streams.set(topic, handler);
  }

  registerRpcMethod(method: string, handler: RpcHandler): void {
    if (this.#rpc.has(method)) throw new Error(`${method} is registered already`);
    this.#rpc.set(method, handler);
  }

  unregisterRpcMethod(method: string): void {
    this.#rpc.delete(method);
  }

  async connect(): Promise<void> {
    await Promise.resolve();
    if (this.refuses) throw this.refuses;
    this.state = livekit.ConnectionState.Connected;
    setTimeout(() => this.isOpen && this.agentJoins());
  }

  async disconnect(): Promise<void> {
    this.state = livekit.ConnectionState.Disconnected;
    this.#stopWords();
    await Promise.resolve();
  }

  agentJoins(): void {
    this.agent.attributes['voice.methods'] = this.#methods.join(' ');
    this.remoteParticipants.set('agent', this.agent as unknown as RemoteParticipant);
    this.emit('participantConnected', this.agent);
    this.is('listening');
  }

  /** The agent takes these from now on. */
  announces(methods: readonly string[]): void {
    this.#methods = methods;
    this.agent.attributes['voice.methods'] = methods.join(' ');
    this.emit('participantAttributesChanged', {}, this.agent);
  }

  /** The agent is in this state now. */
  is(state: string): void {
    if (!this.isOpen) return;
    this.agent.attributes['lk.agent.state'] = state;
    this.emit('participantAttributesChanged', {'lk.agent.state': state}, this.agent);
  }

  /** The connection breaks for good, or the server ends it. */
  disconnected(reason: number): void {
    void this.disconnect();
    this.emit('disconnected', reason);
  }

  /** The person says something, and is answered. */
  async userSpeaks(text: string): Promise<void> {
    this.tellsSession([3, [11, [1, 1]]]); // The agent hears them,
    await wait(10);
    this.tellsSession([3, [11, [2, 1]]]); // and that they have stopped.
    this.says('person', text, {final: true});
    if (!this.asked.some(({method}) => method === agentMethods.startTurn)) this.answer(`You said: ${text}`);
  }

  /** A text of one side, at once, or word by word. */
  says(
    identity: string,
    text: string,
    {final = false, id = `SG_${++segments}`, words = [text] as Iterable<string> | AsyncIterable<string>} = {},
  ): void {
    const attributes = {'lk.segment_id': id, 'lk.transcription_final': String(final)};
    async function* read() {
      for await (const word of words) {
        await wait(wordMs);
        yield word;
      }
    }
    const reader = {
      info: {id: `stream-${id}`, attributes},
      readAll: () => Promise.resolve(text),
      [Symbol.asyncIterator]: read,
    };
    this.#streams.get('lk.transcription')?.(reader as never, {identity} as never);
  }

  /** The methods of the page. */
  get methods(): string[] {
    return [...this.#rpc.keys()];
  }

  /** Bytes of Protocol Buffers: `[field, number]`, or `[field, [field, …]]`. */
  tellsSession(message: ProtoField): void {
    this.tellsBytes(encoded(message));
  }

  tellsBytes(bytes: Uint8Array): void {
    const reader = {readAll: () => Promise.resolve([bytes])};
    this.#streams.get('lk.agent.session')?.(reader as never, {identity: 'agent'} as never);
  }

  /** The agent answers aloud. @param times how often it says it */
  answer(text: string, times = 1): void {
    this.#stopWords();
    this.is('thinking');
    let stopped = false;
    this.#stopWords = () => (stopped = true);
    const done = () => {
      if (!stopped) this.is('listening');
    };
    const words = function* () {
      for (const word of text.repeat(times).split(/(?<= )/)) {
        if (stopped) return;
        yield word;
      }
      done();
    };
    setTimeout(() => {
      if (stopped) return;
      this.is('speaking');
      this.says('agent', '', {words: words()});
    }, wordMs);
  }

  /** The agent calls a method of the page, and answers to what came of it, unless it was in another state. */
  async call(
    method: string,
    payload: object,
    callerIdentity = 'agent',
    responseTimeout = 60_000,
    state = 'thinking',
  ): Promise<string> {
    await until(() => this.#rpc.has(method), `the page has registered ${method}`);
    this.is(state);
    const requestId = `call-${++segments}`;
    const call = {requestId, callerIdentity, payload: JSON.stringify(payload), responseTimeout};
    const output = await this.#rpc.get(method)!(call);
    if (state === 'thinking') this.answer(`Done: ${output}`);
    return output;
  }

  asRoom(): Room {
    return this as unknown as Room;
  }

  #obey(method: string, payload: Record<string, unknown>): void {
    this.asked.push({method, payload});
    if (method === agentMethods.context) {
      const name = payload.id ?? this.asked.length;
      if (payload.text) this.#context.set(name, payload.text as string);
      else this.#context.delete(name);
    }
    if (method === agentMethods.interrupt) {
      this.#stopWords();
      this.is('listening');
    }
    if (method === agentMethods.respond) this.answer('There you are.');
    if (method === agentMethods.endTurn) this.answer('You have spoken.');
  }

  #mustBeOpen(): void {
    if (!this.isOpen) throw new Error('The room is not open');
  }
}

export type ProtoField = readonly [field: number, value: number | ProtoField | string];

/** A message of Protocol Buffers. */
export function encoded([field, value]: ProtoField): Uint8Array {
  if (typeof value === 'number') return Uint8Array.of(field * 8, value);
  const inner = typeof value === 'string' ? new TextEncoder().encode(value) : encoded(value);
  return Uint8Array.of(...varint(field * 8 + 2), ...varint(inner.length), ...inner);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
