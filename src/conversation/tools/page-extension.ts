import type {ToolCall, VoiceSessionEvent} from '../../session/session-event.js';
import type {VoiceSession} from '../../session/voice-session.js';
import {isCalling} from '../../state/is-calling.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {VoiceEvent} from '../../state/voice-event.js';
import {PageCall} from './page-call.js';
import type {PageHost} from './page-host.js';

/** What a page brings into a conversation. Loaded only where it brings something; each call has a part of its own. */
export class PageExtension {
  readonly #host: PageHost;
  #call: PageCall | null = null;
  /** The session that serves the call. */
  #session: VoiceSession | null = null;

  constructor(host: PageHost) {
    this.#host = host;
    host.subscribe((snapshot, _previous, event) => this.#follow(snapshot, event));
    this.#follow(host.snapshot);
  }

  /** Calls that a new session is to know of. */
  get toolCalls(): readonly ToolCall[] {
    return this.#call?.toolCalls ?? [];
  }

  configure(): void {
    const {agent, consentPending} = this.#host.settings();
    // Its file is there when a call begins. Loading it begins nothing.
    if (agent && !consentPending) import('./agent-bridge.js').catch(() => {});
    this.#call?.configure();
  }

  receive(event: VoiceSessionEvent): void {
    this.#call?.receive(event);
  }

  interrupted(): void {
    this.#call?.interrupted();
  }

  approve(callId: string, always?: boolean): void {
    this.#call?.approvals.approve(callId, always);
  }

  reject(callId: string, reason?: string): void {
    this.#call?.approvals.reject(callId, reason);
  }

  #follow(snapshot: Snapshot, event?: VoiceEvent): void {
    if (!isCalling(snapshot)) {
      this.#call?.end();
      this.#call = this.#session = null;
      return;
    }
    this.#call ??= new PageCall(this.#host);
    if (event?.type === 'session-lost') {
      this.#session = null;
      return this.#call.lost();
    }
    const session = this.#host.session();
    if (!snapshot.online || !session || (session === this.#session && event?.type !== 'session-opened'))
      return;
    this.#session = session;
    this.#call.opened(session);
  }
}
