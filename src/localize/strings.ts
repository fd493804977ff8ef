import type {FindingCode} from '../state/diagnosis.js';
import type {VoiceErrorCode} from '../state/voice-error.js';
import type {diagnosisWords} from './en/diagnosis.js';
import type {answerSentences} from './en/answers.js';
import type {approvalWords} from './en/approval.js';
import type {imageSentences} from './en/images.js';
import type {promptWords} from './en/prompts.js';
import type {transcriptWords} from './en/transcript.js';
import type {startWords} from './en/start.js';
import type {settingsWords} from './en/settings.js';
import type {sharingSentences} from './en/sharing-errors.js';
import type {sharingWords} from './en/sharing.js';
import {en} from './en/panel.js';

/** A word or sentence of the widget, beside those of its settings. */
export type StringKey = keyof typeof en;

/** The words of the settings panel. */
export type SettingsStrings = Readonly<Record<keyof typeof settingsWords, string>>;

/** The words of the start card. */
export type StartStrings = Readonly<Record<keyof typeof startWords, string>>;

/** The words of the transcript and the text field. */
export type TranscriptStrings = Readonly<Record<keyof typeof transcriptWords, string>>;

/** The words of consent, rating and suggestions. */
export type PromptStrings = Readonly<Record<keyof typeof promptWords, string>>;

/** The words of the diagnosis, and its sentences; the latter are in English in `en/findings.ts`. */
export type DiagnosisStrings = Readonly<
  Record<keyof typeof diagnosisWords | `diagnosis-${FindingCode}`, string>
>;
/** The words of a tool that asks first. */
export type ApprovalStrings = Readonly<Record<keyof typeof approvalWords, string>>;

/** The words of video, camera and screen. */
export type SharingStrings = Readonly<Record<keyof typeof sharingWords, string>>;

/** The sentences of errors for the person; `VoiceError.message` has those of `en/errors.ts` and its like. */
export type ErrorStrings = Readonly<
  Record<
    `error-${VoiceErrorCode | keyof typeof imageSentences | keyof typeof answerSentences | keyof typeof sharingSentences}`,
    string
  >
>;

/** All words of the widget in one language. */
export type Strings = Readonly<Record<StringKey, string>> &
  Partial<SettingsStrings> &
  Partial<TranscriptStrings> &
  Partial<StartStrings> &
  Partial<PromptStrings> &
  Partial<DiagnosisStrings> &
  Partial<ApprovalStrings> &
  Partial<SharingStrings> &
  Partial<ErrorStrings>;

/** A language other than English: every word there is. */
export type LanguagePack = Readonly<Record<StringKey, string>> &
  SettingsStrings &
  TranscriptStrings &
  StartStrings &
  PromptStrings &
  DiagnosisStrings &
  ApprovalStrings &
  SharingStrings &
  ErrorStrings;

/** The words to use for an assistant: those the page gave, else those of its language, else English. */
export function wordsOf(
  assistant: {readonly strings?: Partial<Strings>; readonly pack?: LanguagePack | null} | null,
): Strings {
  return assistant?.pack || assistant?.strings ? {...en, ...assistant.pack, ...assistant.strings} : en;
}
