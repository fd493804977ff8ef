import type {VoiceConversation} from '../conversation/index.js';
import type {VoiceLevels} from '../conversation/voice-levels.js';
import type {LanguagePack, Strings} from '../localize/strings.js';
import type {SessionCapabilities} from '../state/capabilities.js';
import type {Snapshot} from '../state/snapshot.js';

/** What a `<voice-assistant>` is to its parts: a picture to draw, and somewhere to send requests to. */
export interface Assistant extends HTMLElement {
  readonly snapshot: Snapshot;
  /** Words that the page gives instead of the widget's own. */
  readonly strings?: Partial<Strings>;
  /** The words of its language; null for English, and until they are loaded. */
  readonly pack?: LanguagePack | null;
  /** Its language and writing direction; numbers are written accordingly. */
  readonly locale?: {readonly language: string; readonly direction: 'ltr' | 'rtl'};
  /** The assistant's name as it is shown. */
  readonly displayName: string;
  /** Null until a conversation was loaded. */
  readonly levels: VoiceLevels | null;
  /**
   * Calls back after each change of anything above. `snapshot`: nothing else is different.
   * @returns a function that ends the subscription
   */
  subscribe(listener: (what?: 'snapshot') => void): () => void;
  /** The person is asked for consent: nothing can be written before the answer. */
  readonly asking?: boolean;
  /** Who ends a turn. */
  readonly turnDetection?: string;
  /** Whether speaking over the assistant silences it: not if `off`. */
  readonly bargeIn?: string;
  /** The assistant's name as the page gives it. */
  readonly name?: string;
  /** The face of the panel that the person has turned to. */
  shownFace?: 'voice' | 'text' | null;
  /** What the assistant says first. */
  readonly firstMessage?: string;
  /** The assistant's loudness, 0 to 1. */
  readonly volume?: number;
  /** The page's own backend. */
  readonly session?: {readonly capabilities?: SessionCapabilities};
  /** Whether answers can be rated: `turns` or `both`. */
  readonly feedback?: string;
  /** Whether Markdown of textual answers is drawn: not if `off`. */
  readonly markdown?: string;
  /** Hosts that links may lead to, separated by commas. */
  readonly linkHosts?: string;
  /** Whether the text field shows: not if `off`. */
  readonly textInput?: string;
  /** Leads to the conversation in writing; unset where there is none. */
  typeInstead?(): void;
  /** Plays what the browser's autoplay policy blocked. */
  unblockPlayback(): void;
  /** Opens the camera and sends it, where the backend takes it. */
  startCamera?(): Promise<void>;
  stopCamera?(): void;
  /** Shares the screen, where the backend takes it. */
  startScreenShare?(): Promise<void>;
  stopScreenShare?(): void;
  /** Loads its conversation; unset in pictures of one. */
  loadConversation?(): Promise<Pick<VoiceConversation, 'watchVideo'>>;
  /** Push-to-talk: the person begins to speak. */
  startTalking(): void;
  /** Push-to-talk: the person has spoken. */
  stopTalking(atOnce?: boolean): void;
}

/** Parts inside an assistant find it by this key; parts elsewhere by `for`. */
export const assistantKey = Symbol.for('voice-assistant-element.assistant'); // Two copies of the widget can meet.

interface AssistantRequest {
  readonly context?: unknown;
  readonly callback: (assistant: Assistant) => void;
}

/** Answers a part that asks for its assistant. */
export function provideAssistant(event: Event, assistant: Assistant): void {
  const {context, callback} = event as Event & AssistantRequest;
  if (context !== assistantKey) return;
  event.stopPropagation();
  callback(assistant);
}
