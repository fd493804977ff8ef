import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {liveSettings} from '../../src/session/settings.js';
import type {VoiceSession, VoiceSessionEvent} from '../../src/session/voice-session.js';
import type {Phase} from '../../src/state/phase.js';
import {VoiceError, type VoiceErrorCode} from '../../src/state/voice-error.js';

/** One turn of a story: who says what, and what became of it. */
export interface Said {
  /** Null: what the user said was not understood. */
  readonly user?: string | null;
  readonly assistant?: string;
  readonly interrupted?: boolean;
  /** Still being said. */
  readonly streaming?: boolean;
}

/** A moment of a conversation, to be looked at. */
export interface Scene {
  /** @default 'idle' */
  readonly phase?: Phase;
  readonly turns?: readonly Said[];
  /** Why it failed, or what the person is told while it goes on. */
  readonly error?: VoiceErrorCode;
  readonly userSpeaking?: boolean;
  /** Both sides can speak at once. */
  readonly fullDuplex?: boolean;
  /** Much of the sound is lost on its way. */
  readonly poor?: boolean;
  /** Without a microphone: begun by typing. */
  readonly typed?: boolean;
  /** The assistant is seen. */
  readonly video?: () => MediaStream;
  /** The person can show their camera and screen. */
  readonly shares?: boolean;
  /** What happens then. */
  readonly then?: (assistant: VoiceAssistant) => unknown;
}

/** Below the patience with which an answer is waited for. */
const signOfLifeMs = 20_000;

/** How often each phase opens the session: one that does not open any more leaves the conversation waiting. */
const openings: Partial<Record<Phase, number>> = {
  'requesting-microphone': 0,
  connecting: 0,
  reconnecting: 1,
};

const fullDuplex = {turns: false, interrupt: 'local', pushToTalk: 'mute', reads: ['turnDetection']} as const;

/** A session that reports exactly what leads to a scene, and then nothing more. */
export function heldSession(scene: Scene): VoiceSession {
  const {phase = 'idle'} = scene;
  const script = new ScriptedSession({pace: 0, steps: eventsOf(scene).map(event => ({event}))});
  let left = openings[phase] ?? Infinity;
  return {
    capabilities: {
      ...script.capabilities,
      images: false,
      reads: [...liveSettings, 'voice'],
      ...(scene.fullDuplex && fullDuplex),
      ...(scene.shares && {camera: true, screen: true}),
    },
    ownsMicrophone: phase !== 'requesting-microphone',
    start: async options => {
      if (left-- <= 0) return never(options.signal);
      await script.start(options);
      if (phase === 'thinking') keepThinking(options.signal, options.emit);
    },
    stop: () => script.stop(),
    setMicrophone: () => {},
    setCamera: () => Promise.resolve(),
    setScreen: () => Promise.resolve(),
    interrupt: () => script.interrupt(),
    sendText: (text, id, options) => script.sendText(text, id, options),
  };
}

const poorConnection = {quality: 'poor', roundTripMs: 600, lossRatio: 0.2, jitterMs: 90} as const;

function eventsOf({
  phase = 'idle',
  turns = [],
  error,
  userSpeaking,
  poor,
  video,
}: Scene): VoiceSessionEvent[] {
  const answering: VoiceSessionEvent = {type: 'response-started', responseId: 'held'};
  const speech: VoiceSessionEvent[] = userSpeaking ? [{type: 'speech-started'}] : [];
  const arrival: Partial<Record<Phase, VoiceSessionEvent[]>> = {
    listening: speech,
    thinking: [answering],
    speaking: [answering, {type: 'playback-started'}, ...speech],
    reconnecting: [{type: 'session-lost', error: new VoiceError('connection-lost')}],
    failed: [{type: 'session-failed', error: new VoiceError(error ?? 'connection-lost')}],
  };
  const notice: VoiceSessionEvent[] =
    error && phase !== 'failed' ? [{type: 'problem', error: new VoiceError(error)}] : [];
  const connection: VoiceSessionEvent[] = poor ? [{type: 'quality-changed', connection: poorConnection}] : [];
  const seen: VoiceSessionEvent[] = video ? [{type: 'video', stream: video()}] : [];
  return [...turns.flatMap(turnEvents), ...seen, ...notice, ...connection, ...(arrival[phase] ?? [])];
}

function turnEvents(said: Said, index: number): VoiceSessionEvent[] {
  const role = said.user === undefined ? 'assistant' : 'user';
  const id = `${role}-${index}`;
  const text = said.user ?? said.assistant ?? '';
  if (said.user === null)
    return [
      {type: 'turn-started', id, role},
      {type: 'transcription-failed', id},
    ];
  return [
    {type: 'turn-text', id, role, text, final: !said.streaming},
    ...(said.interrupted ? [{type: 'turn-interrupted', id} as const] : []),
  ];
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
  });
}

/** A call does not wait for an answer for ever, but a story does. */
function keepThinking(signal: AbortSignal, emit: (event: VoiceSessionEvent) => void): void {
  let count = 0;
  const timer = setInterval(
    () => emit({type: 'response-started', responseId: `held-${count++}`}),
    signOfLifeMs,
  );
  signal.addEventListener('abort', () => clearInterval(timer), {once: true});
}
