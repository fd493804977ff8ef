import type {VoiceEndWarningEvent} from './end-warning.js';
import type {VoiceFeedbackEvent} from './feedback.js';
import type {VoiceMetricsEvent} from './metrics.js';
import type {VoiceTranscriptionFailedEvent} from './transcription-failed.js';
import type {ConnectionQuality, Quality} from '../state/connection-quality.js';
import type {
  VoiceInterruptRequestEvent,
  VoiceMuteRequestEvent,
  VoiceSendRequestEvent,
  VoiceStopRequestEvent,
} from './requests.js';
import type {VoiceCameraRequestEvent, VoiceScreenRequestEvent} from './sharing-requests.js';
import type {
  VoiceErrorEvent,
  VoicePanelToggleEvent,
  VoiceReadyEvent,
  VoiceStartRequestEvent,
} from './lifecycle.js';
import type {
  VoiceGuardrailEvent,
  VoiceHandoffEvent,
  VoiceToolApprovalEvent,
  VoiceToolCallEvent,
  VoiceToolResultEvent,
} from './tools.js';
import type {Device, Devices} from '../state/devices.js';
import type {Phase} from '../state/phase.js';
import type {Turn} from '../state/turns.js';
import type {EndReason, Usage} from '../state/voice-event.js';

const announced: EventInit = {bubbles: true, composed: true};

export * from './feedback.js';
export * from './metrics.js';
export * from './requests.js';
export * from './sharing-requests.js';
export * from './lifecycle.js';
export * from './tools.js';

/** The phase of the conversation changed. */
export class VoicePhaseChangeEvent extends Event {
  readonly phase: Phase;
  readonly previous: Phase;

  constructor(phase: Phase, previous: Phase) {
    super('voice-phase-change', announced);
    this.phase = phase;
    this.previous = previous;
  }
}

/** A conversation began: the channel is open. */
export class VoiceSessionStartEvent extends Event {
  /** The server's id of the call; empty where it gives none. */
  readonly sessionId: string;

  constructor(sessionId: string) {
    super('voice-session-start', announced);
    this.sessionId = sessionId;
  }
}

/** A conversation ended: microphone and connection are released. */
export class VoiceSessionEndEvent extends Event {
  readonly reason: EndReason;
  readonly durationMs: number;
  /** Tokens of all answers, or seconds, as the server counted them. */
  readonly usage: Usage;

  constructor(reason: EndReason, durationMs: number, usage: Usage) {
    super('voice-session-end', announced);
    this.reason = reason;
    this.durationMs = durationMs;
    this.usage = usage;
  }
}

/** A turn changed. `turn.text` is the whole text so far. */
export class VoiceTranscriptEvent extends Event {
  readonly turn: Turn;

  constructor(turn: Turn) {
    super('voice-transcript', announced);
    this.turn = turn;
  }
}

/** A turn is final. */
export class VoiceMessageEvent extends Event {
  readonly turn: Turn;

  constructor(turn: Turn) {
    super('voice-message', announced);
    this.turn = turn;
  }
}

/** The person starts or stops speaking. */
export class VoiceUserSpeechEvent extends Event {
  readonly active: boolean;

  constructor(active: boolean) {
    super('voice-user-speech', announced);
    this.active = active;
  }
}

/** The assistant was silenced before its end. */
export class VoiceInterruptedEvent extends Event {
  readonly turnId: string;
  /** How much of the turn was heard, in milliseconds. */
  readonly heardMs: number;

  constructor(turnId: string, heardMs: number) {
    super('voice-interrupted', announced);
    this.turnId = turnId;
    this.heardMs = heardMs;
  }
}

/** Devices came or went, or another one is used. */
export class VoiceDeviceChangeEvent extends Event implements Omit<Devices, 'lost'> {
  /** Microphones; without labels until the page may use one. */
  readonly inputs: readonly Device[];
  /** Speakers; none where the browser does not let a page choose. */
  readonly outputs: readonly Device[];
  /** Id of the microphone that is chosen and there; empty for what the system prefers. */
  readonly input: string;
  /** Id of the speaker that is used; empty for what the system prefers. */
  readonly output: string;

  constructor({inputs, outputs, input, output}: Devices) {
    super('voice-device-change', announced);
    this.inputs = inputs;
    this.outputs = outputs;
    this.input = input;
    this.output = output;
  }
}

/** The connection became better or worse. */
export class VoiceQualityEvent extends Event implements ConnectionQuality {
  readonly quality: Quality;
  readonly roundTripMs: number;
  readonly lossRatio: number;
  readonly jitterMs: number;

  constructor({quality, roundTripMs, lossRatio, jitterMs}: ConnectionQuality) {
    super('voice-quality', announced);
    this.quality = quality;
    this.roundTripMs = roundTripMs;
    this.lossRatio = lossRatio;
    this.jitterMs = jitterMs;
  }
}

/** Every event of the widget by its name. */
export interface VoiceEventMap {
  'voice-start-request': VoiceStartRequestEvent;
  'voice-stop-request': VoiceStopRequestEvent;
  'voice-mute-request': VoiceMuteRequestEvent;
  'voice-interrupt-request': VoiceInterruptRequestEvent;
  'voice-send-request': VoiceSendRequestEvent;
  'voice-camera-request': VoiceCameraRequestEvent;
  'voice-screen-request': VoiceScreenRequestEvent;
  'voice-ready': VoiceReadyEvent;
  'voice-panel-toggle': VoicePanelToggleEvent;
  'voice-phase-change': VoicePhaseChangeEvent;
  'voice-session-start': VoiceSessionStartEvent;
  'voice-session-end': VoiceSessionEndEvent;
  'voice-transcript': VoiceTranscriptEvent;
  'voice-message': VoiceMessageEvent;
  'voice-transcription-failed': VoiceTranscriptionFailedEvent;
  'voice-user-speech': VoiceUserSpeechEvent;
  'voice-interrupted': VoiceInterruptedEvent;
  'voice-device-change': VoiceDeviceChangeEvent;
  'voice-tool-call': VoiceToolCallEvent;
  'voice-tool-result': VoiceToolResultEvent;
  'voice-tool-approval': VoiceToolApprovalEvent;
  'voice-guardrail': VoiceGuardrailEvent;
  'voice-handoff': VoiceHandoffEvent;
  'voice-end-warning': VoiceEndWarningEvent;
  'voice-feedback': VoiceFeedbackEvent;
  'voice-quality': VoiceQualityEvent;
  'voice-metrics': VoiceMetricsEvent;
  'voice-error': VoiceErrorEvent;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends VoiceEventMap {}
}
