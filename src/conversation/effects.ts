import {Microphone, MicrophoneError} from '../audio/microphone.js';
import type {Speaker} from '../audio/speaker.js';
import {isTimeout, withDeadline} from '../session/deadline.js';
import {sessionUpdate} from '../backends/openai-realtime/configuration.js';
import type {VoiceSession, VoiceSessionEvent} from '../session/voice-session.js';
import type {Effect} from '../state/phase.js';
import type {Snapshot} from '../state/snapshot.js';
import type {Turn} from '../state/turns.js';
import {VoiceError, type VoiceErrorCode} from '../state/voice-error.js';
import type {VoiceEvent} from '../state/voice-event.js';
import type {ConversationOptions} from './conversation-options.js';
import {Outbox} from './outbox.js';

/** Each step of opening has its own limit; this one is for backends that have none. */
const openTimeoutMs = 60_000;

/**
 * From `speech-started` on: round trip and a little, for a server to say that it stopped its response. How long
 * the page waits for `speech-started` itself is `speechConfirmationMs` of call/barge-in.ts.
 */
const stopConfirmationMs = 600;

/** What the effects act on, and where they report to. */
export interface EffectContext {
  readonly options: () => ConversationOptions;
  readonly snapshot: () => Snapshot;
  readonly send: (event: VoiceEvent) => void;
  readonly createSession: () => VoiceSession;
  readonly speaker: Speaker;
}

/**
 * Runs what the phase table asks for and reports back what the owner of each thing said. Everything that
 * belongs to one call hangs on one AbortSignal.
 */
export class ConversationEffects {
  readonly microphone: Microphone;
  readonly outbox = new Outbox();
  /** What they act on. @internal */
  readonly context: EffectContext;
  /** When the call began, when the session opened, and how often another was tried for since one was steady. @internal */
  readonly repair = {startedAt: 0, openedAt: 0, attempts: 0};
  #call = new AbortController();
  #session: VoiceSession | null = null;
  /** Id of the microphone to open; empty for what the system prefers. */
  inputDevice = '';
  /** What the session goes by. */
  #configuration = '';
  #playingSince = 0;
  #confirmation: ReturnType<typeof setTimeout> | undefined;
  #losses: number[] = [];
  /** The last answer before the one under way. */
  #turnBefore: string | undefined;

  constructor(context: EffectContext) {
    this.context = context;
    this.microphone = new Microphone(() => this.#microphoneLost());
  }

  /** The session of the call, if there is one. */
  get session(): VoiceSession | null {
    return this.#session;
  }

  run(effect: Effect): void {
    try {
      this.#effects[effect]();
    } catch (error) {
      console.error(error); // Of a backend of the page's own, most likely; the conversation goes on.
    }
  }

  /** Sends what waits, now or as soon as there is a session. */
  deliver(): void {
    this.#ready();
  }

  readonly #effects: Readonly<Record<Effect, () => void>> = {
    'open-microphone': () => void this.#openMicrophone(this.#call.signal),
    'open-session': () => {
      this.#call = new AbortController();
      this.#session = this.context.options().session ?? this.context.createSession();
      this.repair.startedAt = performance.now();
      void this.#openSession(this.#call.signal);
    },
    'reopen-session': () => {
      this.context.speaker.stop();
      this.#applyMute(); // Push-to-talk ends with the session.
      this.#reopenSession(this.#call.signal);
    },
    close: () => {
      this.#call.abort(new DOMException('The conversation was stopped', 'AbortError'));
      clearTimeout(this.#confirmation);
      this.repair.attempts = 0;
      this.microphone.release();
      this.context.speaker.stop();
      const session = this.#session;
      this.#session = null;
      try {
        session?.stop();
      } catch (error) {
        console.error(error); // A backend of the page's own; everything else is let go of all the same.
      }
    },
    silence: () => {
      if (this.context.options().bargeIn === 'off') return;
      this.#cut();
      // A server that heard the same stops by itself, and says so. One that does not is told.
      clearTimeout(this.#confirmation);
      this.#confirmation = setTimeout(() => this.#session?.interrupt(), stopConfirmationMs);
    },
    interrupt: () => {
      this.#session?.interrupt();
      this.#cut();
    },
    'apply-mute': () => this.#applyMute(),
    'begin-turn': () => {
      this.#cut();
      this.#session?.startTalking?.();
      this.#applyMute();
    },
    'end-turn': () => {
      this.#applyMute();
      this.#session?.stopTalking?.();
    },
  };

  /** A microphone that ends as soon as it opens is of no use. */
  #microphoneLost(): void {
    const now = performance.now();
    this.#losses = [...this.#losses.filter(time => now - time < 10_000), now];
    const useless = this.#losses.length > 3;
    this.context.send(
      useless ? {type: 'microphone-failed', error: new VoiceError('mic-busy')} : {type: 'microphone-lost'},
    );
  }

  async #openMicrophone(signal: AbortSignal): Promise<void> {
    const {send} = this.context;
    if (this.#session?.ownsMicrophone) {
      send({type: 'microphone-opened'});
      return this.#ready();
    }
    this.#applyMute();
    try {
      const track = await this.microphone.open({deviceId: this.inputDevice}, signal);
      this.#session?.setMicrophone(track);
      send({type: 'microphone-opened'});
      this.#ready();
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      // A call goes on with the microphone it has, when another one does not open.
      const type = this.microphone.track?.readyState === 'live' ? 'problem' : 'microphone-failed';
      send({type, error: microphoneError(error)});
    }
  }

  /** Opens the microphone anew, if one is open: the wanted one may be there now, or gone. */
  reopenMicrophone(): Promise<void> | void {
    if (this.microphone.track) return this.#openMicrophone(this.#call.signal);
  }

  /** Has the session follow what changed. */
  configure(): void {
    const options = this.context.options();
    const configuration = JSON.stringify(sessionUpdate(options));
    if (configuration === this.#configuration) return;
    this.#configuration = configuration;
    this.#applyMute(); // Push-to-talk begins or ends.
    // In push-to-talk only the button tells that the user speaks: what the server heard no longer counts.
    if (options.turnDetection === 'push-to-talk') this.context.send({type: 'speech-stopped'});
    this.#session?.configure?.(options);
  }

  /** Opens the first session of a call. */
  async #openSession(signal: AbortSignal): Promise<void> {
    try {
      await this.startSession(this.#session!, signal);
    } catch (error) {
      if (!signal.aborted) this.context.send({type: 'session-failed', error: VoiceError.from(error)});
    }
  }

  /** Opens another session in place of a lost one. What it takes is there since the call began. */
  #reopenSession(signal: AbortSignal): void {
    import('./call/call-services.js')
      .then(({reopenSession}) => reopenSession(this, signal))
      .catch((cause: unknown) => {
        if (signal.aborted) return;
        this.context.send({type: 'session-failed', error: new VoiceError('connection-lost', {cause})});
      });
  }

  /**
   * Starts a session that goes on from the turns there are.
   * @param early takes what the session says before it is the one of the call
   * @internal
   */
  async startSession(
    session: VoiceSession,
    signal: AbortSignal,
    answerWanted = false,
    early: VoiceSessionEvent[] = [],
  ): Promise<void> {
    let opened = false;
    session.setMuted?.(this.microphone.muted);
    await withDeadline(openTimeoutMs, signal, limited =>
      session.start({
        signal: limited,
        history: this.context.snapshot().turns.filter(({waiting}) => !waiting),
        answerWanted,
        emit: event => {
          if (signal.aborted) return;
          opened ||= event.type === 'session-opened';
          if (session === this.#session) this.receive(event);
          else early.push(event);
        },
      }),
    ).catch((error: unknown) => {
      throw isTimeout(error) ? new VoiceError('connect-timeout', {cause: error}) : error;
    });
    // A backend that only resolves says the same.
    if (!opened) this.receive({type: 'session-opened', sessionId: ''});
  }

  /** Goes on with a session that was opened beside the one there is. @internal */
  adopt(session: VoiceSession, early: readonly VoiceSessionEvent[]): void {
    this.#session?.stop();
    this.#session = session;
    for (const event of early) this.receive(event);
  }

  private receive(event: VoiceSessionEvent): void {
    const {send, speaker} = this.context;
    switch (event.type) {
      case 'output':
        return speaker.play(event.stream);
      case 'session-opened':
        this.repair.openedAt = performance.now();
        send({...event, at: Date.now()});
        return this.#ready();
      case 'session-resumed':
        send(event);
        return this.#ready();
      case 'response-started':
        this.#turnBefore = this.#lastAnswer()?.id;
        speaker.resume();
        break;
      case 'playback-stopped':
      case 'response-finished':
        clearTimeout(this.#confirmation);
        break;
      case 'playback-started':
        this.#playingSince = performance.now();
        speaker.resume();
        break;
    }
    send(event);
  }

  /** Once both sides are there, the assistant may begin, and what was typed meanwhile is sent. */
  #ready(): void {
    const {online, phase} = this.context.snapshot();
    if (!online || phase === 'requesting-microphone') return;
    // What was typed meanwhile is answered; a greeting would only be in the way.
    if (this.outbox.isEmpty) this.#session?.ready?.();
    for (const {text, id, send} of this.outbox.take()) {
      if (this.context.snapshot().playing) this.#cut();
      this.context.send({type: 'turn-sent', id});
      try {
        if (send) send(this.#session!);
        else this.#session?.sendText(text, id);
      } catch (error) {
        this.context.send({type: 'problem', error: VoiceError.from(error)});
      }
    }
  }

  /** Silences the speaker, which owns what is heard: no need to wait for the server. */
  #cut(): void {
    const {snapshot, send, speaker} = this.context;
    if (!snapshot().playing) return;
    speaker.silence();
    const spoken = this.#lastAnswer();
    // Sound can come before its words: then the last turn is that of an earlier answer.
    if (spoken && spoken.id !== this.#turnBefore) {
      send({
        type: 'turn-interrupted',
        id: spoken.id,
        heardMs: Math.round(performance.now() - this.#playingSince),
      });
    }
    send({type: 'playback-stopped', cut: true});
  }

  #lastAnswer(): Turn | undefined {
    return this.context.snapshot().turns.findLast(turn => turn.role === 'assistant');
  }

  #applyMute(): void {
    const {options, snapshot} = this.context;
    const {muted, held} = snapshot();
    this.microphone.muted = muted || (options().turnDetection === 'push-to-talk' && !held);
    this.#session?.setMuted?.(this.microphone.muted);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export function microphoneError(error: unknown): VoiceError {
  if (!(error instanceof MicrophoneError)) return VoiceError.from(error);
  const codes: Readonly<Record<MicrophoneError['problem'], VoiceErrorCode>> = {
    denied: 'mic-denied',
    missing: 'mic-missing',
    busy: 'mic-busy',
    policy: 'mic-policy',
    insecure: 'insecure-context',
    unsupported: 'unsupported',
  };
  return new VoiceError(codes[error.problem], {cause: error.cause});
}
