import {Agent} from '../../../src/backends/elevenlabs/agent.js';
import {AgentSound} from '../../../src/backends/elevenlabs/agent-sound.js';
import type {VoiceSessionEvent} from '../../../src/session/session-event.js';

/** An agent that is heard, without a connection: a test says what comes of it, and reads what it told. */
export class AgentRig {
  readonly agent: Agent;
  readonly #sound: AgentSound;
  readonly #pushed = new Set<number>();
  #events: VoiceSessionEvent[] = [];

  constructor() {
    const player = {
      push: (id: number) => void this.#pushed.add(id),
      complete: () => {},
      cut: () => [...this.#pushed].map(id => ({id, heardMs: 0})),
    };
    const emit = (event: VoiceSessionEvent) => void this.#events.push(event);
    this.#sound = new AgentSound(
      () => player,
      () => 1_000,
      {
        started: () => emit({type: 'playback-started'}),
        stopped: id => this.agent.responses.fellSilent(id),
        settled: id => this.agent.responses.settled(id),
      },
    );
    this.agent = new Agent({
      prefix: '',
      sound: this.#sound,
      textOnly: false,
      isSpoken: () => true,
      soundIn: () => new Int16Array(1_000),
      emit,
      send: () => {},
      hungUp: () => {},
      failed: () => {},
    });
  }

  /** The agent says this, and is heard saying it. */
  speaks(text: string, event_id = 1): void {
    this.agent.read({type: 'agent_response', agent_response_event: {agent_response: text, event_id}});
    this.agent.read({type: 'audio', audio_event: {audio_base_64: 'AAAA', event_id: event_id + 1}});
    this.#sound.playing(Math.max(...this.#pushed));
  }

  /** What it says was heard to its end. */
  fallsSilent(): void {
    for (const id of this.#pushed) this.#sound.ended(id);
    this.#pushed.clear();
  }

  hears(user_transcript: string): void {
    this.agent.read({
      type: 'user_transcript',
      user_transcription_event: {user_transcript, event_id: 0},
    });
  }

  /** A tool of the server's begins to run, or answers. */
  tool(tool_call_id: string, isRunning: boolean): void {
    const type = isRunning ? 'agent_tool_request' : 'agent_tool_response';
    this.agent.read({
      type,
      [type]: {tool_name: 'look', tool_call_id, tool_type: 'webhook', is_error: false, event_id: 1},
    });
  }

  /** @returns what was told since the last time */
  told(): readonly VoiceSessionEvent[] {
    return this.#events.splice(0);
  }

  close(): void {
    this.agent.close();
    this.#sound.close();
  }
}
