/* The npm entry: classes, events, types. Importing it registers nothing, and works in Node. */
export {VoiceConversation, type ConversationOptions, type VoiceLevels} from '../conversation/index.js';
export type {
  GuardrailVerdict,
  PageActionName,
  ToolArguments,
  VoiceGuardrail,
  VoiceTool,
} from '../conversation/tools/voice-tool.js';
export {VoiceComposer, VoiceControls, VoiceStatus, VoiceTranscript} from '../elements/parts.js';
export {VoiceCaptions} from '../elements/voice-captions/voice-captions.js';
export {VoiceDebug} from '../elements/voice-debug/voice-debug.js';
export {VoiceWaveform} from '../elements/voice-waveform/voice-waveform.js';
export {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';
export {VoiceSettings} from '../elements/voice-settings/voice-settings.js';
export * from '../events/index.js';
export type {Strings} from '../localize/strings.js';
export type {
  NoiseReduction,
  SessionConfiguration,
  TurnDetection,
  VadEagerness,
} from '../backends/openai-realtime/configuration.js';
export {openaiRealtimeUrl} from '../backends/openai-realtime/realtime-url.js';
export {OpenAISession, type OpenAISessionOptions} from '../backends/openai-realtime/session.js';
export type {Companion, Wire} from '../backends/openai-realtime/companion.js';
export type {TokenMethod, TokenResponse, TokenSource} from '../session/token.js';
export type {DiagnosisCheck, DiagnosisName, DiagnosisReport, DiagnosisResult} from '../state/diagnosis.js';
export type {
  LinkMeasure,
  VoiceSession,
  VoiceSessionEvent,
  VoiceSessionStart,
} from '../session/voice-session.js';
export type {Device, DeviceLoss, Devices} from '../state/devices.js';
export {phases, phaseTable, type Phase} from '../state/phase.js';
export type {LinkQuality, Quality} from '../state/link-quality.js';
export type {Snapshot} from '../state/snapshot.js';
export type {Turn} from '../state/turns.js';
export {VoiceError, type VoiceErrorCode} from '../state/voice-error.js';
