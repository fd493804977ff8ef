import type {ToolCall, ToolDefinition, VoiceSessionEvent} from '../../src/session/session-event.js';
import type {
  ConnectionStats,
  RespondOption,
  VoiceSession,
  VoiceSessionStart,
} from '../../src/session/voice-session.js';
import {noCapabilities, type SessionCapabilities} from '../../src/state/capabilities.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {Turn} from '../../src/state/turns.js';

/** A backend that does what a test says, and holds the conversation to the port's contract. */
export class FakeSession implements VoiceSession {
  capabilities: SessionCapabilities = {
    ...noCapabilities,
    text: true,
    context: true,
    history: true,
    pushToTalk: 'turn',
    tools: 'page',
    approvals: true,
    reads: ['tools', 'context', 'guardrails', 'agent', 'greeting', 'firstMessage', 'turnDetection'],
  };
  /** What happened to it, in order, but for mutes. */
  readonly log: string[] = [];
  readonly histories: (readonly Turn[])[] = [];
  readonly microphones: (MediaStreamTrack | null)[] = [];
  muted: boolean | null = null;
  /** Calls of tools that the last session was told of as it began. */
  toolCalls: readonly ToolCall[] = [];
  /** The tools of the page, as they were declared last. */
  tools: readonly ToolDefinition[] = [];
  /** How its connection does; null as long as it cannot tell. */
  link: ConnectionStats | null = null;
  /** How the next calls open: at once, when the test says so, or not. The last one holds for all that follow. */
  readonly openings: ('open' | 'wait' | VoiceError)[] = ['open'];
  #start: VoiceSessionStart | null = null;
  #last: VoiceSessionStart | null = null;
  #open: () => void = () => {};

  start(start: VoiceSessionStart): Promise<void> {
    if (this.#start) throw new Error('started again without a stop');
    this.#start = this.#last = start;
    this.log.push('start');
    this.histories.push(start.history);
    this.toolCalls = start.toolCalls ?? [];
    const opening = this.openings.length > 1 ? this.openings.shift()! : this.openings[0]!;
    if (opening instanceof VoiceError) return Promise.reject(opening);
    if (opening === 'open') return Promise.resolve(this.#opened());
    return new Promise((resolve, reject) => {
      start.signal.addEventListener('abort', () => reject(start.signal.reason as Error), {once: true});
      this.#open = () => resolve(this.#opened());
    });
  }

  /** A call that waits opens now. */
  open(): void {
    this.#open();
  }

  stop(): void {
    if (this.#start) this.log.push('stop');
    this.#start = null;
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.microphones.push(track);
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
  }

  measure(): Promise<ConnectionStats | null> {
    return Promise.resolve(this.link);
  }

  interrupt(): void {
    this.log.push('interrupt');
  }

  sendText(text: string): void {
    this.log.push(`text: ${text}`);
  }

  requestResponse({instructions}: {readonly instructions?: string} = {}): void {
    this.log.push(instructions ? `response: ${instructions}` : 'response');
  }

  say(text: string): void {
    this.log.push(`say: ${text}`);
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.tools = tools;
  }

  sendContext(text: string, id = ''): void {
    this.log.push(`context ${id}: ${text}`);
  }

  sendToolResult(callId: string, output: string, {respond}: RespondOption): void {
    this.log.push(`result of ${callId}${respond ? ', to be responded to' : ''}: ${output}`);
  }

  answerApproval(requestId: string, approved: boolean): void {
    this.log.push(`${approved ? 'approved' : 'refused'} ${requestId}`);
  }

  startTalking(): void {
    this.log.push('start talking');
  }

  stopTalking(): void {
    this.log.push('stop talking');
  }

  /** The server reports this; also when the conversation should no longer listen. */
  says(...events: readonly VoiceSessionEvent[]): void {
    for (const event of events) this.#last!.emit(event);
  }

  /** An answer begins, and its sound. */
  speaks(id = 'answer', text = 'Once upon a time'): void {
    this.says(
      {type: 'response-started', responseId: `response-${id}`},
      {type: 'turn-started', id, role: 'assistant'},
      {type: 'playback-started'},
      {type: 'turn-text', id, role: 'assistant', text, final: false},
    );
  }

  lose(): void {
    this.says({type: 'session-lost', error: new VoiceError('connection-lost')});
  }

  #opened(): void {
    this.says({type: 'session-opened', sessionId: `call-${this.histories.length}`});
  }
}
