import {AISDKSession} from '../../src/backends/ai-sdk/session.js';
import type {VoiceSessionEvent} from '../../src/session/session-event.js';
import type {SessionSettings} from '../../src/session/settings.js';
import type {VoiceSessionStart} from '../../src/session/voice-session.js';
import {neutralModel} from '../session/obedient-realtime-model.js';
import {settled} from './clock.js';
import {stubWebSocket, type FakeSocket} from './fake-socket.js';
import {QuickPlayer} from './quick-player.js';

/** An AISDKSession over a fake WebSocket and a codec without a language of its own, and what it reports. */
export class FakeCodecCall {
  options: SessionSettings = {
    realtimeModel: neutralModel,
    getToken: () => Promise.resolve({token: 'ek_1', url: 'wss://models.example/'}),
  };
  readonly sockets: readonly FakeSocket[] = stubWebSocket();
  readonly events: VoiceSessionEvent[] = [];
  /** Told of each event while it is reported. */
  onEvent: (event: VoiceSessionEvent) => void = () => {};
  readonly session = new AISDKSession(() => this.options, QuickPlayer.create);

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  /** The names of what was reported. */
  get types(): string[] {
    return this.events.map(({type}) => type);
  }

  /** What was sent beside sound. */
  get told(): readonly Record<string, unknown>[] {
    return this.socket.sent.filter(({type}) => type !== 'input-audio-append');
  }

  /** Begins to open; the server has said nothing yet. */
  start(start: Partial<VoiceSessionStart> = {}): Promise<void> {
    const emit = (event: VoiceSessionEvent) => {
      this.events.push(event);
      this.onEvent(event);
    };
    return this.session.start({signal: new AbortController().signal, history: [], emit, ...start});
  }

  /** Begins to open; the connection is there, and the session is not. */
  async connects(start?: Partial<VoiceSessionStart>): Promise<{readonly opened: Promise<void>}> {
    const count = this.sockets.length;
    const opened = this.start(start);
    opened.catch(() => {}); // Awaited by the test, or not.
    for (let turn = 0; this.sockets.length === count && turn < 100; turn++) await settled();
    await this.socket.opens();
    return {opened};
  }

  async open(start?: Partial<VoiceSessionStart>): Promise<void> {
    const {opened} = await this.connects(start);
    this.socket.says({type: 'session-created', sessionId: 'session-1'});
    await opened;
  }

  says(...events: readonly object[]): void {
    this.socket.says(...events);
  }

  /** The assistant says this, with some sound. */
  responds(responseId: string, text: string): void {
    const ids = {responseId, itemId: `item-of-${responseId}`};
    this.says(
      {type: 'response-created', responseId},
      {type: 'audio-transcript-delta', ...ids, delta: text},
      {type: 'audio-delta', ...ids, delta: btoa('\0\x01'.repeat(2_400))},
    );
  }
}
