import {countAt, objectAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import {VoiceError} from '../../state/voice-error.js';
import type {AgentSound} from './agent-sound.js';
import {AgentResponses} from './responses.js';
import {isAboutConversation, serverErrorIn, type ServerError} from './server-error.js';
import {UserTurns} from './user-turns.js';
import type {AgentWork} from './work.js';

/** What the agent of a conversation is known by. */
export interface AgentOptions {
  /** Begins the ids of turns and responses. */
  readonly prefix: string;
  readonly sound: AgentSound;
  /** Nothing is heard in this conversation. */
  readonly textOnly: boolean;
  /** Whether the agent is heard, or only read. */
  readonly isSpoken: () => boolean;
  /** The samples in a message; null where it holds none. */
  readonly soundIn: (base64: unknown) => Int16Array<ArrayBuffer> | null;
  readonly emit: (event: VoiceSessionEvent) => void;
  readonly send: (message: {readonly type: string} & WireObject) => void;
  /** The agent has ended the call. */
  readonly hungUp: () => void;
  /** The conversation cannot go on; its connection is closed next. */
  readonly failed: (error: ServerError) => void;
}

/** What comes of an agent, and what it is told of the user. */
export class Agent {
  readonly responses: AgentResponses;
  readonly user: UserTurns;
  /** What it has done; null until what knows of that was loaded, which is once the conversation is open. */
  work: AgentWork | null = null;
  /** Rejects where that could not be loaded. */
  readonly working: Promise<AgentWork>;
  readonly #options: AgentOptions;

  constructor(options: AgentOptions) {
    this.#options = options;
    this.responses = new AgentResponses(options);
    this.user = new UserTurns(options.prefix, options.emit);
    this.working = import('./work.js').then(
      ({AgentWork}) =>
        (this.work = new AgentWork({...options, calledTool: tell => this.responses.calledTool(tell)})),
    );
    this.working.catch(() => {}); // It is said when there is work.
  }

  /** The user has typed something that is to be responded to. */
  typed(text: string): void {
    this.user.typed(text);
    this.responses.typedTo();
  }

  /** Nothing comes any more. */
  close(): void {
    this.responses.close();
    this.work?.close();
    this.working.then(
      work => work.close(),
      () => {},
    );
  }

  /** Reads one message of the server. What is not known of it, or about nothing that shows, is passed over. */
  read(event: WireObject): void {
    const {responses, user} = this;
    const {textOnly, soundIn, failed} = this.#options;
    const type = textAt(event, 'type');
    switch (type) {
      case 'audio': {
        const audio = objectAt(event, 'audio_event');
        return responses.heard(countAt(audio, 'event_id'), () => soundIn(audio.audio_base_64));
      }
      case 'agent_response': {
        const said = objectAt(event, 'agent_response_event');
        const text = textAt(said, 'agent_response').trim();
        return text ? responses.said(text, countAt(said, 'event_id')) : undefined;
      }
      case 'agent_chat_response_part': {
        const part = objectAt(event, 'text_response_part');
        // Beside sound they say what `agent_response` says.
        return textOnly ? responses.part(textAt(part, 'type'), textAt(part, 'text')) : undefined;
      }
      case 'agent_response_correction': {
        const correction = objectAt(event, 'agent_response_correction_event');
        return responses.corrected(textAt(correction, 'corrected_agent_response'));
      }
      case 'interruption':
        responses.interrupted(countAt(objectAt(event, 'interruption_event'), 'event_id'));
        return this.work?.end();
      case 'vad_score': {
        const score = countAt(objectAt(event, 'vad_score_event'), 'vad_score');
        // While the agent is heard, it is the server that knows whether the user means it.
        return responses.isHeard ? undefined : user.heard(score);
      }
      case 'tentative_user_transcript': {
        const tentative = objectAt(event, 'tentative_user_transcription_event');
        return responses.isHeard ? undefined : user.tentative(textAt(tentative, 'user_transcript'));
      }
      case 'user_transcript': {
        const transcript = objectAt(event, 'user_transcription_event');
        const text = textAt(transcript, 'user_transcript');
        // The server lets no one interrupt it, or would have told that first: then the agent has the turn still.
        if (responses.isHeard) return user.saidAside(text);
        return user.said(text, () => {
          this.work?.end();
          responses.spokenTo();
        });
      }
      case 'guardrail_triggered':
        return responses.failed(type);
      case 'error': {
        const error = serverErrorIn(event);
        return isAboutConversation(error) ? failed(error) : responses.failed(error.type);
      }
      default:
        if (this.work) return this.work.read(type, event);
        this.working.then(
          work => work.read(type, event),
          (cause: unknown) => this.#withoutWork(type, cause),
        );
    }
  }

  /** What is to be done cannot be: the rest of the conversation goes on. */
  #withoutWork(type: string, cause: unknown): void {
    if (!type.includes('tool')) return;
    this.#options.emit({type: 'problem', error: new VoiceError('tool-failed', {detail: 'backend', cause})});
  }
}
