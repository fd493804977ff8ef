import {Microphone} from '../audio/microphone.js';
import {liveSettings} from '../session/settings.js';
import type {VoiceSession} from '../session/voice-session.js';
import {outsideZones} from '../state/outside-zones.js';
import type {Effect} from '../state/phase.js';
import type {VoiceEvent} from '../state/voice-event.js';
import type {CallEnvironment} from './call/call-environment.js';
import {Call} from './call/call.js';
import type {ConversationSettings} from './conversation-settings.js';
import {Outbox} from './outbox.js';

/** What the effects act on beside what they own. */
export type EffectEnvironment = Omit<CallEnvironment, 'microphone' | 'inputDevice' | 'outbox'>;

/** Runs what the phase table asks for. Everything that belongs to one call is a `Call`, made and dropped here. */
export class ConversationEffects {
  readonly microphone: Microphone;
  readonly outbox = new Outbox();
  /** Id of the microphone to open; empty for what the system prefers. */
  inputDevice = '';
  readonly #environment: CallEnvironment;
  #call: Call | null = null;

  constructor(environment: EffectEnvironment) {
    this.microphone = new Microphone(() => this.#call?.microphoneLost());
    const {microphone, outbox} = this;
    this.#environment = {...environment, microphone, outbox, inputDevice: () => this.inputDevice};
  }

  /** The call that is on, if there is one. */
  get call(): Call | null {
    return this.#call;
  }

  /** The session of the call, if there is one. */
  get session(): VoiceSession | null {
    return this.#call?.session ?? null;
  }

  /** @param cause what the effect is of */
  run(effect: Effect, cause?: VoiceEvent): void {
    try {
      outsideZones(() => this.#effects[effect](cause));
    } catch (error) {
      console.error(error); // Of a backend of the page's own, most likely; the conversation goes on.
    }
  }

  /** Sends what waits, now or as soon as there is a session. */
  deliver(): void {
    this.#call?.ready();
  }

  /** What the user said last is not responded to once the next session is open. */
  deferResponse(): void {
    if (this.#call) this.#call.responseWanted = false;
  }

  /** Opens the microphone anew, if one is open: the wanted one may be there now, or gone. One that opens sees to it. */
  async reopenMicrophone(): Promise<void> {
    if (this.microphone.track) await this.#call?.openMicrophone();
  }

  /** Has the call follow what changed, as far as it can while it is on. */
  configure(changed: ReadonlySet<keyof ConversationSettings>): void {
    const settings = this.#environment.settings();
    const names = liveSettings.filter(name => changed.has(name));
    if (!names.length) return;
    // In push-to-talk only the button tells that the user speaks: what the server heard no longer counts.
    if (names.includes('turnDetection') && settings.turnDetection === 'push-to-talk')
      this.#environment.send({type: 'speech-stopped'});
    this.#call?.configure(Object.fromEntries(names.map(name => [name, settings[name] ?? undefined])));
  }

  readonly #effects: Readonly<Record<Effect, (cause?: VoiceEvent) => void>> = {
    'open-session': () => {
      this.#call = new Call(this.#environment);
      this.#call.open();
    },
    'open-microphone': () => void this.#call?.openMicrophone(),
    // What it takes is there since the call began.
    'reopen-session': () =>
      void this.#call?.sessionLost(async call =>
        (await import('./call/call-services.js')).reopenSession(call),
      ),
    close: cause => {
      const call = this.#call;
      this.#call = null;
      const ended = cause?.type === 'session-ended' ? 'remote' : 'failed';
      call?.close(cause?.type === 'stop' ? cause.reason : ended);
    },
    silence: () => this.#call?.silence(),
    interrupt: () => this.#call?.interrupt(),
    'apply-mute': () => this.#call?.applyMute(),
    'begin-turn': () => this.#call?.beginTurn(),
    'end-turn': cause => this.#call?.endTurn(cause?.type === 'release' && cause.atOnce),
  };
}
