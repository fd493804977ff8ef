import {OpenAIRealtimeSession} from '../../src/backends/openai-realtime/session.js';
import type {ToolCall, VoiceSessionEvent} from '../../src/session/session-event.js';
import type {SessionSettings} from '../../src/session/settings.js';
import type {Turn} from '../../src/state/turns.js';
import {FakeConnection} from './fake-connection.js';

/** An OpenAIRealtimeSession over fake connections, and what it reports. */
export class FakeCall {
  options: SessionSettings = {getToken: () => Promise.resolve('ek_1')};
  readonly abort = new AbortController();
  readonly connections: FakeConnection[] = [];
  readonly events: VoiceSessionEvent[] = [];
  /** What is loaded where WebRTC is not wanted, or blocked. */
  webSocket = (): Promise<FakeConnection> => Promise.reject(new Error('No WebSocket in this test'));
  prepare: (connection: FakeConnection) => void = () => {};
  readonly session = new OpenAIRealtimeSession(
    () => this.options,
    () => this.webSocket(),
    () => {
      const connection = new FakeConnection();
      this.prepare(connection);
      this.connections.push(connection);
      return connection;
    },
  );

  /** The user speaks. */
  constructor() {
    this.session.setMicrophone({kind: 'audio'} as MediaStreamTrack);
  }

  get connection(): FakeConnection {
    return this.connections.at(-1)!;
  }

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
      emit: event => this.events.push(event),
    });
  }

  /** The names of what was reported since this was last asked. */
  reported(): string[] {
    return this.events.splice(0).map(event => event.type);
  }
}
