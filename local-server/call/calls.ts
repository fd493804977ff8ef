import type {SharedServices} from '../engine-services.js';
import type {CurrentFaults} from '../faults/current-faults.js';
import type {FaultOptions} from '../faults/fault-table.js';
import type {AnsweredOffer} from '../http/offer-endpoint.js';
import {describeFailure, type ServiceFailure} from '../services/service-failure.js';
import {spoilAnswer} from '../webrtc/answer-sdp.js';
import {loadWebRtc} from '../webrtc/load.js';
import {Call, type CallOptions} from './call.js';
import {Waiting} from './waiting.js';

/** Old calls are kept for tests to look at, but not for ever. */
const maxCalls = 100;

interface CallsOptions {
  readonly services: SharedServices;
  readonly faults: CurrentFaults;
  readonly sessionSeconds?: number | undefined;
  readonly onServiceFailure?: ((failure: ServiceFailure) => void) | undefined;
  /** Prints a line, or not. */
  print(line: string): void;
}

/** The calls of a server, and how they are made. */
export class Calls {
  /** Live and past calls, oldest first. */
  readonly all: Call[] = [];
  readonly services: SharedServices;
  readonly #options: CallsOptions;
  readonly #waiting = new Waiting();

  constructor(options: CallsOptions) {
    this.#options = options;
    this.services = options.services;
  }

  /** The first call, past or to come, that fulfils the condition. */
  waitFor(predicate: (call: Call) => boolean, timeoutMs: number): Promise<Call> {
    return this.#waiting.for('a call', timeoutMs, () => this.all.find(predicate));
  }

  /** When a session that begins now expires: seconds since 1970. */
  expiry(): number {
    return Math.floor((Date.now() + this.#sessionMs) / 1000);
  }

  /** What the options of all calls have in common. */
  options(model: string, own: FaultOptions): Omit<CallOptions, 'token' | 'offer' | 'createEngine'> {
    const {faults, onServiceFailure, print} = this.#options;
    return {
      model,
      faults: () => faults.with(own),
      sessionMs: this.#sessionMs,
      onEnd: call => print(`call ${call.id} ended`),
      onServiceFailure: onServiceFailure ?? (failure => console.error(describeFailure(failure))),
    };
  }

  /** Makes a call over WebRTC, and answers its offer. */
  async openPeer(options: CallOptions): Promise<AnsweredOffer> {
    const {WebRtcTransport} = await loadWebRtc();
    if (!WebRtcTransport) throw new Error('WebRTC needs the packages werift and @evan/opus.');
    const call = new Call(options);
    const transport = new WebRtcTransport(call);
    call.attach(transport);
    call.answer = spoilAnswer(await transport.answer(options.offer), options.faults());
    this.keep(call);
    return {
      callId: call.id,
      answer: call.answer,
      abandon: () => void call.closePeer('the answer could not be delivered'),
    };
  }

  keep(call: Call): void {
    this.all.push(call);
    if (this.all.length > maxCalls) this.#forgetOldest();
    this.#waiting.poke();
  }

  /** Ends all calls. */
  async close(): Promise<void> {
    await Promise.all(this.all.map(call => call.closePeer('the server was closed')));
  }

  get #sessionMs(): number {
    return (this.#options.sessionSeconds ?? 3600) * 1000;
  }

  #forgetOldest(): void {
    const index = this.all.findIndex(call => call.state === 'closed');
    if (index >= 0) this.all.splice(index, 1);
  }
}
