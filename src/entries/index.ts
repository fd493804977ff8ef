/* The npm entry: classes, events, types. Importing it registers nothing, and works in Node. */
export {
  VoiceConversation,
  type ConversationOutputs,
  type ConversationSettings,
  type VoiceLevels,
} from '../conversation/index.js';
export {defineTool} from '../conversation/tools/define-tool.js';
export type {
  ArgumentsOf,
  GuardrailVerdict,
  PageActionName,
  ToolArguments,
  VoiceGuardrail,
  VoiceTool,
} from '../conversation/tools/voice-tool.js';
export {VoiceCaptions, VoiceControls, VoiceStatus, VoiceWaveform} from '../elements/parts.js';
export {VoiceComposer, VoiceTranscript} from '../elements/writing.js';
export {VoiceDebug} from '../elements/voice-debug/voice-debug.js';
export {VoiceAssistant} from '../elements/voice-assistant/voice-assistant.js';
export {VoiceSettings} from '../elements/voice-settings/voice-settings.js';
export {VoiceVideo} from '../elements/voice-video/voice-video.js';
export type {ConversationEventMap} from '../events/conversation-target.js';
export {VoiceEndWarningEvent} from '../events/end-warning.js';
export {VoiceTranscriptionFailedEvent} from '../events/transcription-failed.js';
export * from '../events/index.js';
export type {Strings} from '../localize/strings.js';
export {openaiRealtimeUrl} from '../backends/openai-realtime/realtime-url.js';
export {OpenAILiveSession} from '../backends/openai-live/session.js';
export {OpenAIRealtimeSession} from '../backends/openai-realtime/session.js';
export type {
  Answers,
  BackendName,
  Delegate,
  DelegatedTask,
  NoiseReduction,
  SessionSettings,
  Transport,
  TurnDetection,
  VadEagerness,
} from '../session/settings.js';
export type {AgentCall, AgentHost, AgentRun, AgentTool, Persona} from '../session/agent.js';
export type {SignedUrlResponse, TokenMethod, TokenResponse, TokenSource} from '../session/credentials.js';
export type {DiagnosisCheck, DiagnosisName, DiagnosisReport, DiagnosisResult} from '../state/diagnosis.js';
export type {ToolCall, ToolDefinition, VoiceSessionEvent} from '../session/session-event.js';
export type {
  ConnectionStats,
  ConnectTimes,
  RespondOption,
  SessionFinding,
  VideoSize,
  VoiceSession,
  VoiceSessionStart,
} from '../session/voice-session.js';
export {noCapabilities, type SessionCapabilities} from '../state/capabilities.js';
export type {Device, DeviceLoss, Devices} from '../state/devices.js';
export {phases, phaseTable, type Phase} from '../state/phase.js';
export {responsePolicy} from '../state/response-policy.js';
export {responseStages, type ResponseStage} from '../state/response-state.js';
export type {ConnectionQuality, Quality} from '../state/connection-quality.js';
export type {Sharing, SharingState} from '../state/sharing.js';
export type {Snapshot} from '../state/snapshot.js';
export type {Turn} from '../state/turns.js';
export {VoiceError, type VoiceErrorCode} from '../state/voice-error.js';
export type {EndReason, Usage} from '../state/voice-event.js';
