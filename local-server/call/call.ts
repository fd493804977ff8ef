import {frameSamples} from '../audio/format.js';
import {rms} from '../audio/level.js';
import {delay, systemClock} from '../engine/clock.js';
import type {JsonObject, WireEvent} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import {PacedPlayback, type AudioOutput} from '../engine/playback.js';
import {EventFilter} from '../faults/event-filter.js';
import type {FaultOptions} from '../faults/fault-table.js';
import type {ServiceFailure} from '../services/service-failure.js';
import type {CallEngine, EngineSurroundings} from '../engine/call-engine.js';
import {CallRecord} from './call-record.js';
import {Pacer} from './pacer.js';
import type {CallTransport, TransportListener} from './transport.js';

export interface CallOptions {
  /** Makes what speaks the protocol. */
  createEngine(surroundings: EngineSurroundings): CallEngine;
  /** The token the call was opened with. */
  token: string;
  model: string;
  offer: string;
  /** Where answers go, for a transport that does not play in real time. */
  createOutput?(emit: (event: WireEvent) => void): AudioOutput;
  faults(): FaultOptions;
  /** How long a session may last. */
  sessionMs: number;
  /** The call is over. */
  onEnd(call: Call): void;
  onServiceFailure(failure: ServiceFailure): void;
}

/** No sound for this long: the person's sound has stopped coming, and silence takes its place. */
const missingAfterMs = 100;
/** Last words are on their way for so long; where it is known that they did not arrive, for longer. */
const lastWordsMs = 50;
const lateWordsMs = 1_500;
const minLevel = 1 / 32_768;
const silence = new Int16Array(frameSamples);

/** One conversation with one page: what happened in it, and handles to make things happen. */
export class Call extends CallRecord implements TransportListener {
  readonly id = createId('rtc_');
  readonly token: string;
  readonly model: string;
  /** The offer as it came. */
  readonly offer: string;
  /** The answer as it was sent. */
  answer = '';
  /** Resolves with the reason when the call is over. */
  readonly ended: Promise<string>;
  readonly #options: CallOptions;
  readonly #engine: CallEngine;
  readonly #filter: EventFilter;
  readonly #timers = new Set<() => void>();
  #playback: PacedPlayback | undefined;
  #transport: CallTransport | undefined;
  #pacer: Pacer | undefined;
  #channelOpen = false;
  #silent = false;
  #lastInputAt = Infinity;
  #resolveEnded: (reason: string) => void = () => {};

  constructor(options: CallOptions) {
    super();
    this.#options = options;
    this.token = options.token;
    this.model = options.model;
    this.offer = options.offer;
    this.ended = new Promise(resolve => (this.#resolveEnded = resolve));
    this.#filter = new EventFilter(text => this.#send(text), options.faults);
    this.#engine = options.createEngine({
      clock: systemClock,
      faults: options.faults,
      reportFailure: failure => options.onServiceFailure({...failure, callId: this.id}),
      send: event => this.#filter.push(event),
      createOutput: emit => options.createOutput?.(emit) ?? (this.#playback = new PacedPlayback(emit)),
      hangUp: reason => void this.#hangUp(reason),
    });
  }

  /** The session's configuration as it is now. */
  get session(): Readonly<JsonObject> {
    return this.#engine.session;
  }

  /** Lets the assistant say something of its own accord. */
  say(text: string): void {
    this.#engine.say(text);
  }

  /** Sends any event or any text, right or wrong, past engine and faults. */
  sendRaw(message: JsonObject | string): void {
    this.#send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Closes the data channel; the connection stays. */
  closeChannel(): void {
    this.#transport?.closeChannel();
  }

  /** Takes the connection down. */
  closePeer(reason = 'closed by the server'): Promise<void> {
    return this.#end(reason);
  }

  /** The session's time is over: says so, and hangs up. */
  async expireSession(): Promise<void> {
    this.#engine.expire();
    await this.#hangUp('the session expired');
  }

  /** For the server: gives the call its way to travel. */
  attach(transport: CallTransport): void {
    this.#transport = transport;
  }

  onChannelOpen(): void {
    if (this.#channelOpen || this.currentState === 'closed') return;
    this.#channelOpen = true;
    this.currentState = 'open';
    this.#pacer = new Pacer(systemClock, () => this.#tick());
    const faults = this.#options.faults();
    this.#after(faults.channelCloseAfter, () => this.closeChannel());
    this.#after(faults.peerCloseAfter, () => void this.closePeer('closed by a fault'));
    this.#after(faults.silentAfter, () => (this.#silent = true));
    this.#after(faults.errorAfter, () => this.sendRaw(this.#engine.serverError()));
    this.#after(faults.sessionExpiresAfter ?? this.#options.sessionMs, () => void this.expireSession());
    this.#engine.open();
    this.waiting.poke();
  }

  onText(text: string): void {
    if (this.#silent || this.currentState === 'closed') return;
    this.record(this.receivedEvents, text);
    this.#engine.receiveText(text);
  }

  onFrame(frame: Int16Array): void {
    if (!this.#silent) this.#hear(frame, false);
  }

  onChannelClosed(): void {
    this.#channelOpen = false;
    this.waiting.poke();
  }

  onClosed(reason: string): void {
    void this.#end(reason);
  }

  #tick(): void {
    if (this.#silent) return;
    // A microphone that sends nothing must not leave a turn open for ever.
    if (performance.now() - this.#lastInputAt > missingAfterMs) this.#hear(silence, true);
    if (!this.#playback) return;
    const frame = this.#playback.next();
    if (this.#options.faults().noAudio) return;
    this.outputLevels.add({
      at: performance.now(),
      rms: frame ? rms(frame) : 0,
      missing: frame === undefined,
    });
    this.#transport?.sendFrame(frame ?? silence);
    this.waiting.poke();
  }

  #hear(frame: Int16Array, missing: boolean): void {
    const at = performance.now();
    if (!missing) this.#lastInputAt = at;
    const level = rms(frame);
    // Opus turns digital silence into noise of less than one step of 16 bit: that is silence, too.
    this.inputLevels.add({at, rms: level < minLevel ? 0 : level, missing});
    this.#engine.receiveAudio(frame);
    this.waiting.poke();
  }

  #send(text: string): void {
    const {eventDelay} = this.#options.faults();
    if (eventDelay) this.#after(eventDelay, () => this.#deliver(text));
    else this.#deliver(text);
  }

  #deliver(text: string): void {
    if (this.#silent || !this.#channelOpen) return;
    this.#transport?.sendText(text);
    this.record(this.sentEvents, text);
  }

  /** The last words must arrive before the connection goes. */
  async #hangUp(reason: string): Promise<void> {
    const limit = performance.now() + lateWordsMs;
    do await delay(systemClock, lastWordsMs);
    while (this.#transport?.isDelivered === false && performance.now() < limit);
    await this.#end(reason);
  }

  async #end(reason: string): Promise<void> {
    if (this.currentState === 'closed') return;
    this.currentState = 'closed';
    this.#engine.close();
    this.#pacer?.stop();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.waiting.poke();
    this.#options.onEnd(this);
    await this.#transport?.close();
    this.#resolveEnded(reason);
  }

  #after(ms: number | undefined, action: () => void): void {
    if (ms !== undefined && Number.isFinite(ms))
      this.#timers.add(systemClock.after(Math.min(ms, 2 ** 31 - 1), action));
  }
}
