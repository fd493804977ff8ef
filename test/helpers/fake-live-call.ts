import {OpenAILiveSession} from '../../src/backends/openai-live/session.js';
import type {ToolCall, VoiceSessionEvent} from '../../src/session/session-event.js';
import type {SessionSettings} from '../../src/session/settings.js';
import type {Turn} from '../../src/state/turns.js';
import {FakeConnection} from './fake-connection.js';
import type {WireEvent} from './wire.js';

/** What the page may send where the host restricts it, and delegates to a Responses model. */
export const defaultCommands = [
  'session.input_audio.mute',
  'session.input_audio.unmute',
  'session.thinking.append',
  'session.commentary.append',
  'session.close',
  'response.item.create',
  'response.create',
] as const;

/** A session as the server describes it: by default one that delegates to a Responses model and restricts nothing. */
export function liveSession(more: object = {}): Readonly<Record<string, unknown>> {
  return {id: 'live_1', model: 'gpt-live-1', delegation: {type: 'responses', responses: {}}, ...more};
}

/** What of it says that the page may send these only. */
export function allowing(...events: readonly string[]): object {
  return {client: {data_channel: {allowed_client_events: events}}};
}

/** An OpenAILiveSession over fake connections, and what it reports. */
export class FakeLiveCall {
  options: SessionSettings = {sessionEndpoint: '/session'};
  readonly abort = new AbortController();
  readonly connections: FakeConnection[] = [];
  readonly events: VoiceSessionEvent[] = [];
  /** Told of each event while it is reported. */
  onEvent: (event: VoiceSessionEvent) => void = () => {};
  prepare: (connection: FakeConnection) => void = () => {};
  readonly session = new OpenAILiveSession(
    () => this.options,
    () => {
      const connection = new FakeConnection();
      this.prepare(connection);
      this.connections.push(connection);
      return connection;
    },
  );
  #deltas = 0;

  get connection(): FakeConnection {
    return this.connections.at(-1)!;
  }

  /** Begins to open; the server has said nothing yet. */
  start(
    options: SessionSettings = {},
    history: readonly Turn[] = [],
    toolCalls: readonly ToolCall[] = [],
  ): Promise<void> {
    this.options = {...this.options, ...options};
    return this.session.start({
      signal: this.abort.signal,
      history,
      toolCalls,
      emit: event => {
        this.events.push(event);
        this.onEvent(event);
      },
    });
  }

  /** Opens a session, and forgets what that took. @param more what differs from a usual one */
  async open(more: object = {}, options: SessionSettings = {}): Promise<void> {
    const opened = this.start(options);
    this.says({type: 'session.started', session: liveSession(more)});
    await opened;
    this.events.splice(0);
    this.connection.names();
  }

  says(...events: readonly WireEvent[]): void {
    this.connection.says(...events);
  }

  /** The person says this. */
  hears(delta: string, startMs?: number, endMs?: number): void {
    this.#delta('input', delta, startMs, endMs);
  }

  /** The assistant says this. */
  speaks(delta: string, startMs?: number, endMs?: number): void {
    this.#delta('output', delta, startMs, endMs);
  }

  /** An event of the Responses model that the session delegates to. */
  responds(delegation: string | null, event: object): void {
    this.says({type: 'response.event', delegation_id: delegation, event});
  }

  /** The names of what was reported since this was last asked. */
  reported(): string[] {
    return this.events.splice(0).map(event => event.type);
  }

  #delta(side: 'input' | 'output', delta: string, startMs?: number, endMs?: number): void {
    const event_id = `delta_${++this.#deltas}`;
    this.says({type: `session.${side}_transcript.delta`, event_id, delta, start_ms: startMs, end_ms: endMs});
  }
}
