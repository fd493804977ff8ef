import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {LevelMeter} from '../../audio/level-meter.js';
import {isCalling} from '../../state/is-calling.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {AssistantController} from '../assistant-controller.js';
import type {SettingsHost} from '../settings-host.js';

/** How often the level is written down for people who cannot see it, in milliseconds. */
const sayEveryMs = 500;

/**
 * Shows how loud the microphone is. During a call it looks at the call's own; else it opens one, for as long as
 * the check lasts and the page is visible.
 */
export class MicrophoneCheck implements ReactiveController {
  /** Why there is nothing to see. */
  error: VoiceError | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #owner: AssistantController;
  #end: AbortController | null = null;
  #meter: LevelMeter | null = null;
  #calling = false;
  #frame = 0;
  #saidAt = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, owner: AssistantController) {
    this.#host = host;
    this.#owner = owner;
    host.addController(this);
  }

  /** It was asked for; the microphone may still have to be allowed. */
  get running(): boolean {
    return this.#end !== null;
  }

  async start(): Promise<void> {
    this.stop();
    const {signal} = (this.#end = new AbortController());
    this.error = null;
    this.#calling = isCalling(this.#owner.snapshot);
    this.#host.requestUpdate();
    try {
      this.#meter = this.#calling ? (this.#owner.levels?.input ?? null) : await this.#open(signal);
      this.#meter?.open(this);
      this.#draw();
      if (!this.#calling) await this.#watch(signal);
    } catch (error) {
      if (signal.aborted) return;
      this.stop();
      // Not a file that failed to load: that can be tried again.
      this.error = error instanceof TypeError ? null : (error as VoiceError);
      this.#host.requestUpdate();
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#meter?.close(this);
    this.#meter = null;
    this.#end?.abort(new DOMException('The test was ended', 'AbortError'));
    this.#end = null;
    this.#show(0);
    this.#host.requestUpdate();
  }

  /** With its value in words before the first test, too. */
  hostUpdated(): void {
    if (!this.running && !this.#saidAt) this.#show(0);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#hidden);
    if (this.running) this.stop();
  }

  /** A call takes the microphone over, and its end takes it away: some devices have only one to give. */
  hostUpdate(): void {
    if (this.running && this.#calling !== isCalling(this.#owner.snapshot)) this.stop();
  }

  readonly #hidden = (): void => {
    if (document.hidden && this.running) this.stop();
  };

  async #open(signal: AbortSignal): Promise<LevelMeter> {
    const {loadDeviceTests} = await import('../../conversation/index.js');
    const {testMicrophone} = await loadDeviceTests();
    signal.throwIfAborted();
    const assistant = this.#owner.assistant as SettingsHost | null;
    return (await testMicrophone(assistant?.inputDevice ?? '', signal)).meter;
  }

  /** Now that the microphone is allowed, the devices have names. */
  async #watch(signal: AbortSignal): Promise<void> {
    await (this.#owner.assistant as SettingsHost | null)?.watchDevices(signal);
  }

  readonly #draw = (): void => {
    if (!this.#meter) return;
    this.#show(this.#meter.level());
    this.#frame = requestAnimationFrame(this.#draw);
  };

  /** Past Lit: sixty times a second, for one line. */
  #show(level: number): void {
    const meter = this.#host.shadowRoot?.querySelector<HTMLElement>('[role=meter]');
    if (!meter) return;
    meter.style.setProperty('--_level', level.toFixed(3));
    const now = performance.now();
    if (level && now - this.#saidAt < sayEveryMs) return;
    this.#saidAt = now;
    meter.ariaValueNow = String(Math.round(level * 100));
    const language = this.#owner.assistant?.locale?.language;
    meter.ariaValueText = new Intl.NumberFormat(language, {style: 'percent'}).format(level);
  }
}
