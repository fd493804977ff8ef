import type {VoiceConversation} from '../conversation/index.js';
import type {DiagnosisReport} from '../state/diagnosis.js';
import type {VoiceEndWarningEvent} from '../events/end-warning.js';
import type {Assistant} from './assistant.js';
import type {Actor} from './voice-assistant/panel-toggle.js';
import type {AssistantSettings} from './voice-assistant/assistant-settings.js';
import type {LazyPart} from './parts.js';
import type {View} from './view.js';

/** How the launcher looks in a call. */
export interface DockFace {
  /** What it is called, for screen readers. */
  readonly name: string;
  /** What the launcher and its buttons are together; empty where there are none. */
  readonly group: string;
  readonly label: string;
  /** The second line. */
  readonly hint: string;
  /** The buttons of the call. */
  readonly controls: HTMLElement | null;
  /** The picture of the voice. */
  readonly picture: HTMLElement | null;
}

/** The settings that the panel draws by. */
type PanelSettings = Pick<
  AssistantSettings,
  | 'layout'
  | 'settings'
  | 'transcript'
  | 'captions'
  | 'visualizer'
  | 'debug'
  | 'open'
  | 'answers'
  | 'face'
  | 'hint'
  | 'suggestions'
  | 'label'
  | 'compact'
>;

/** What the panel needs of the element around it. */
export interface PanelHost extends Assistant, PanelSettings {
  captions: 'on' | 'off';
  readonly textInput: 'on' | 'off';
  /** The face of the panel that the person has turned to; null: as `face` says. */
  shownFace: 'voice' | 'text' | null;
  readonly renderRoot: ShadowRoot;
  readonly updateComplete: Promise<boolean>;
  readonly locale: {readonly language: string; readonly direction: 'ltr' | 'rtl'};
  /** Address of the picture of who speaks. */
  readonly displayAvatar: string | undefined;
  /** What the panel shows instead of the conversation. */
  view: View | null;
  /** What the panel shows above the controls. */
  banner: View | null;
  /** What the person answered to the question of consent; null until they did. */
  agreed: boolean | null;
  /** Whether nothing may leave the page: the person has not agreed. */
  readonly consentPending: boolean;
  /** What was told last of a call that will be ended. */
  endWarning?: VoiceEndWarningEvent;
  /** How the launcher shows the call; unset until a conversation is loaded. */
  dock?: {
    face(): DockFace | null;
    /** Where it tells screen readers what it shows; it stays when the call is over. */
    readonly told: HTMLElement;
  };
  requestUpdate(): void;
  show(): void;
  showSettings(): void;
  /** Opens the conversation in writing, with the focus in the text field. */
  typeInstead(): void;
  /** Opens or closes the panel. @param by who does it */
  setOpen(open: boolean, by: Actor): void;
  /** Reports that a file of the widget did not load. */
  failToLoad(cause: unknown): Error;
  /** Registers a part that not every panel shows. */
  loadPart(tag: LazyPart): Promise<unknown>;
  /** Its conversation, once that is loaded. */
  loadConversation(): Promise<VoiceConversation>;
  sendText(text: string): Promise<void>;
  clear(): void;
  approve(callId: string, always?: boolean): void;
  reject(callId: string, reason?: string): void;
  diagnose(): Promise<DiagnosisReport>;
}
