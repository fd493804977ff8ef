import {PipecatSession} from '../../src/backends/pipecat/session.js';
import type {VoiceSessionEvent} from '../../src/session/session-event.js';
import type {SessionSettings} from '../../src/session/settings.js';
import type {VoiceSessionStart} from '../../src/session/voice-session.js';
import {FakeConnection} from './fake-connection.js';

/** A session of Pipecat, and a bot at the other end that says what a test has it say. */
export class FakeBot {
  readonly connections: FakeConnection[] = [];
  readonly events: VoiceSessionEvent[] = [];
  readonly session: PipecatSession;

  constructor(settings: SessionSettings = {sessionEndpoint: '/api/offer'}) {
    this.session = new PipecatSession(
      () => settings,
      () => (this.connections.push(new FakeConnection()), this.connection),
    );
  }

  get connection(): FakeConnection {
    return this.connections.at(-1)!;
  }

  start(start: Partial<VoiceSessionStart> = {}): Promise<void> {
    const {signal} = new AbortController();
    return this.session.start({signal, history: [], emit: event => this.events.push(event), ...start});
  }

  /** Opens a call. @param features what the bot takes of the page; null: it says nothing of that */
  async open(
    features: readonly string[] | null = ['tools', 'context', 'interrupt'],
    version = '2.2.0',
  ): Promise<void> {
    const opened = this.start();
    await this.connection.opening;
    await Promise.resolve();
    this.says('bot-ready', {version});
    if (features) this.says('server-message', {type: 'page-features', features});
    await opened;
    this.events.length = 0;
    this.connection.sent.length = 0;
  }

  says(type: string, data?: unknown, id = 'message-1'): void {
    this.connection.says({label: 'rtvi-ai', type, id, data});
  }

  /** What a segment of the protocol 2 says of itself. */
  outputs(id: number, text: string, spoken: string, status = 'in-progress'): void {
    this.says('bot-output', {
      text,
      segment_id: id,
      will_be_spoken: true,
      spoken_status: status,
      spoken_progress: {accumulated_text: spoken, remaining_text: text.slice(spoken.length)},
    });
  }

  /** What was reported since this was last asked, in short: words of turns in full. */
  reported(): string[] {
    return this.events.splice(0).map(event => {
      if (event.type === 'turn-text') return `${event.role}: ${event.text}${event.final ? ' .' : ''}`;
      if (event.type === 'response-finished')
        return `response ${event.status}${event.audible ? ' aloud' : ''}`;
      if (event.type === 'playback-stopped' && event.cut) return 'playback-cut';
      return event.type;
    });
  }
}
