import {isTimeout, withDeadline} from '../../session/deadline.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {VoiceSession} from '../../session/voice-session.js';
import type {SessionCapabilities} from '../../state/capabilities.js';
import {recentTurns} from '../../state/snapshot.js';
import {VoiceError} from '../../state/voice-error.js';
import type {EndReason} from '../../state/voice-event.js';
import {isAbort, microphoneError} from '../microphone-error.js';
import type {CallEnvironment} from './call-environment.js';
import {firstWords, sayFirst, type FirstWords} from './first-words.js';
import {HeardAnswer, isInterruptible} from './heard-answer.js';
import {MicrophoneLosses} from './microphone-losses.js';
import {PushToTalk} from './push-to-talk.js';

/** Each step of opening has its own limit; this one is for backends that have none. */
const openTimeoutMs = 60_000;

/**
 * One call, from its start to its end: the session that serves it, and whatever is true only while it lasts. Made by
 * the first effect of a start, dropped by `close`.
 */
export class Call {
  readonly environment: CallEnvironment;
  /** The page brought the session of the call itself, and sees to it. */
  readonly isGiven: boolean;
  /** When it began, as `performance.now()` gave it, */
  readonly startedAt = performance.now();
  /** and when the session that serves it opened. */
  openedAt = 0;
  /** How often another session was tried for since one was steady. */
  attempts = 0;
  /** A response to what the user said last is to be asked for once the next session is open. */
  responseWanted = false;
  readonly #abort = new AbortController();
  #session: VoiceSession | null = null;
  #firstWords: FirstWords | undefined;
  readonly #losses = new MicrophoneLosses();
  readonly #answer: HeardAnswer;
  readonly #pushToTalk = new PushToTalk(this);

  constructor(environment: CallEnvironment) {
    this.environment = environment;
    this.isGiven = Boolean(environment.settings().session);
    this.#firstWords = firstWords(environment.settings(), environment.snapshot());
    this.#answer = new HeardAnswer(environment, () => this.#session);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The session that serves the call; null until its backend is there. */
  get session(): VoiceSession | null {
    return this.#session;
  }

  /** Opens the first session. */
  open(): void {
    const {createSession, settings, send} = this.environment;
    const failed = (error: unknown) => {
      if (!this.signal.aborted) send({type: 'session-failed', error: VoiceError.from(error)});
    };
    let given: VoiceSession | Promise<VoiceSession>;
    try {
      given = settings().session ?? createSession();
    } catch (error) {
      failed(error);
      this.#abort.abort(error); // No microphone is asked for.
      return;
    }
    // A page may have put another Promise in the place of the browser's.
    if ('then' in given)
      given.then(
        session => {
          if (!this.signal.aborted) this.#begin(session).catch(failed);
        },
        (cause: unknown) =>
          failed(
            cause instanceof VoiceError
              ? cause
              : new VoiceError('connect-network', {detail: 'backend', cause}),
          ),
      );
    else this.#begin(given).catch(failed);
  }

  /** The session is gone; `reopen` opens another one in its place. */
  async sessionLost(reopen: (call: Call) => Promise<void>): Promise<void> {
    const {settings, snapshot, speaker} = this.environment;
    this.#firstWords = firstWords(settings(), snapshot()); // They may have been lost with the session.
    speaker.stop();
    this.#pushToTalk.drop();
    this.applyMute(); // Push-to-talk ends with the session.
    try {
      await reopen(this);
    } catch (cause) {
      if (this.signal.aborted) return;
      this.environment.send({type: 'session-failed', error: new VoiceError('connection-lost', {cause})});
    }
  }

  close(reason?: EndReason): void {
    this.#abort.abort(new DOMException('The conversation was stopped', 'AbortError'));
    this.#answer.close();
    this.#pushToTalk.drop();
    this.environment.microphone.release();
    this.environment.speaker.stop();
    const session = this.#session;
    this.#session = null;
    session?.stop(reason);
  }

  async openMicrophone(): Promise<void> {
    const {send, snapshot, microphone, inputDevice} = this.environment;
    const {signal} = this;
    if (this.#session?.ownsMicrophone) {
      send({type: 'microphone-opened'});
      return this.ready();
    }
    this.applyMute();
    const deviceId = inputDevice();
    try {
      const track = await microphone.open({deviceId}, signal);
      this.#session?.setMicrophone(track);
      send({type: 'microphone-opened'});
      this.ready();
      // Another one was chosen while the browser asked.
      if (deviceId !== inputDevice()) await this.openMicrophone();
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      // A call goes on with the microphone it has, when another one does not open.
      const goesOn = microphone.track?.readyState === 'live' && snapshot().phase !== 'requesting-microphone';
      send({type: goesOn ? 'problem' : 'microphone-failed', error: microphoneError(error)});
    }
  }

  microphoneLost(): void {
    this.environment.send(
      this.#losses.add()
        ? {type: 'microphone-failed', error: new VoiceError('mic-busy')}
        : {type: 'microphone-lost'},
    );
  }

  /** The user speaks over the assistant. */
  silence(): void {
    const {settings, snapshot} = this.environment;
    if (isInterruptible(settings(), snapshot())) this.#answer.spokenOver();
  }

  interrupt(): void {
    this.#pushToTalk.finish();
    this.#session?.interrupt();
    this.#answer.cut();
  }

  beginTurn(): void {
    this.#pushToTalk.begin(
      () => this.environment.snapshot().capabilities?.turns === false || this.#answer.cut(),
    );
  }

  /** @param atOnce the user has left */
  endTurn(atOnce = false): void {
    this.#pushToTalk.end(atOnce || this.environment.snapshot().muted);
  }

  applyMute(): void {
    const {settings, snapshot, microphone} = this.environment;
    const {muted, held} = snapshot();
    const isHeard = held || this.#pushToTalk.isEnding;
    microphone.muted = muted || (settings().turnDetection === 'push-to-talk' && !isHeard);
    this.#session?.setMuted?.(microphone.muted);
  }

  /** Settings have changed that the session can follow. */
  configure(changed: Partial<SessionSettings>): void {
    if ('turnDetection' in changed) this.#pushToTalk.drop();
    this.applyMute(); // Push-to-talk begins or ends.
    this.#session?.configure?.(changed);
  }

  /**
   * Starts a session that goes on from the turns there are.
   * @param early takes what the session says before it is the one of the call
   * @throws {VoiceError} or the signal's reason
   */
  async startSession(session: VoiceSession, early: VoiceSessionEvent[] = []): Promise<void> {
    const {signal} = this;
    const {microphone, snapshot, toolCalls} = this.environment;
    let opened = false;
    if (session === this.#session) this.#tellCapabilities(session);
    session.setMuted?.(microphone.muted);
    await withDeadline(openTimeoutMs, signal, limited =>
      session.start({
        signal: limited,
        history: snapshot().turns.filter(({waiting}) => !waiting),
        toolCalls: toolCalls(),
        emit: event => {
          if (signal.aborted) return;
          opened ||= event.type === 'session-opened';
          if (session === this.#session) this.#receive(event);
          else early.push(event);
        },
      }),
    ).catch((error: unknown) => {
      throw isTimeout(error) ? new VoiceError('connect-timeout', {cause: error}) : error;
    });
    if (signal.aborted) return;
    const ofCall = session === this.#session;
    if (!opened) {
      // A backend that only resolves says the same.
      const event = {type: 'session-opened', sessionId: ''} as const;
      if (ofCall) this.#receive(event);
      else early.push(event);
    }
    if (ofCall) this.ready(); // What it told while the store was busy is known by now.
  }

  /** Goes on with a session that was opened beside the one there is. */
  adopt(session: VoiceSession, early: readonly VoiceSessionEvent[]): void {
    const {snapshot, send} = this.environment;
    this.#session?.stop();
    // It says nothing more of them: where there are no turns on the wire, that of the user may be open still.
    for (const {id, final} of recentTurns(snapshot())) if (!final) send({type: 'turn-finished', id});
    this.#session = session;
    this.#tellCapabilities(session);
    for (const event of early) this.#receive(event);
  }

  /** Once both sides are there, the assistant may begin, and what was typed meanwhile is sent. */
  ready(): void {
    const {snapshot, outbox, send} = this.environment;
    const {online, phase, turns, capabilities, textOnly} = snapshot();
    const session = this.#session;
    if (!session || !online || phase === 'requesting-microphone') return;
    // What the user says or types first is responded to; a greeting would only be in the way.
    const first = turns.length ? undefined : this.#firstWords;
    this.#firstWords = undefined;
    if (outbox.isEmpty) {
      if (this.responseWanted) session.requestResponse?.();
      else if (first) sayFirst(first, session);
    }
    this.responseWanted = false;
    // They are seen to wait, and why.
    if (!outbox.isEmpty && capabilities?.text === false)
      return send({
        type: textOnly ? 'session-failed' : 'problem',
        error: new VoiceError('protocol', {detail: 'no-text'}),
      });
    for (const {text, id, send: sendTo} of outbox.take()) {
      if (snapshot().playing && capabilities?.turns !== false) this.#answer.cut();
      send({type: 'turn-sent', id});
      try {
        if (sendTo) sendTo(session);
        else session.sendText(text, id, {respond: true});
      } catch (error) {
        send({type: 'problem', error: VoiceError.from(error)});
      }
    }
  }

  async #begin(session: VoiceSession): Promise<void> {
    const {microphone} = this.environment;
    this.#session = session;
    if (microphone.track) session.setMicrophone(microphone.track);
    await this.startSession(session);
  }

  #tellCapabilities(session: VoiceSession): void {
    const capabilities = session.capabilities as SessionCapabilities | undefined; // JavaScript may leave them out.
    this.environment.send({type: 'capabilities-changed', capabilities});
  }

  #receive(event: VoiceSessionEvent): void {
    const {send, speaker, receive} = this.environment;
    switch (event.type) {
      case 'output':
        return speaker.play(event.stream);
      case 'tool-called':
      case 'tool-cancelled':
      case 'approval-requested':
      case 'agent-changed':
      case 'agent-state':
      case 'raw':
        return receive(event);
      case 'session-opened':
        this.openedAt = performance.now();
        send({...event, at: Date.now()});
        return this.ready();
      case 'session-resumed':
        send(event);
        return this.ready();
    }
    this.#answer.follow(event);
    receive(event);
    send(event.type === 'session-ended' ? {...event, at: Date.now()} : event);
  }
}
