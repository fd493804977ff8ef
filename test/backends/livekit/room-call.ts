import {agentMethods} from '../../../src/backends/livekit/agent.js';
import {LiveKitSession} from '../../../src/backends/livekit/session.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';
import type {SessionSettings} from '../../../src/session/settings.js';
import type {VoiceSessionStart} from '../../../src/session/voice-session.js';
import {ObedientRoom} from './obedient-room.js';

export const credentials = {server_url: 'wss://voice.example', participant_token: 'a.b.c'};

/** A LiveKitSession over a room that is acted out, and what it reports. */
export class RoomCallOfTest {
  settings: SessionSettings = {getToken: () => Promise.resolve(credentials as never)};
  readonly rooms: ObedientRoom[] = [];
  /** Told of a room before it is entered. */
  prepare: (room: ObedientRoom) => void = () => {};
  readonly events: VoiceSessionEvent[] = [];
  readonly abort = new AbortController();
  readonly session: LiveKitSession;

  constructor(methods: readonly string[] = Object.values(agentMethods)) {
    const library = ObedientRoom.library(this.rooms, methods, room => this.prepare(room));
    this.session = new LiveKitSession(
      () => this.settings,
      () => Promise.resolve(library),
    );
  }

  get room(): ObedientRoom {
    return this.rooms.at(-1)!;
  }

  start(start: Partial<VoiceSessionStart> = {}): Promise<void> {
    const emit = (event: VoiceSessionEvent) => this.events.push(event);
    return this.session.start({signal: this.abort.signal, history: [], emit, ...start});
  }

  /** The types of what was reported, but for words. */
  reported(): string[] {
    return this.events.map(({type}) => type).filter(type => type !== 'turn-text');
  }

  of<Type extends VoiceSessionEvent['type']>(type: Type): Extract<VoiceSessionEvent, {type: Type}>[] {
    return this.events.filter(event => event.type === type) as Extract<VoiceSessionEvent, {type: Type}>[];
  }

  /** Texts of a side, as they stood last. */
  texts(role: 'user' | 'assistant'): string[] {
    const turns = new Map(
      this.of('turn-text')
        .filter(event => event.role === role)
        .map(({id, text}) => [id, text]),
    );
    return [...turns.values()];
  }
}
