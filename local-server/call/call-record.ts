import {frameMs} from '../audio/format.js';
import {LevelHistory, type LevelSample} from '../audio/level.js';
import type {WireEvent} from '../engine/events.js';
import {Waiting} from './waiting.js';

export type CallState = 'connecting' | 'open' | 'closed';

/** One event on the wire. Its type is empty where the message was no event at all. */
export interface EventRecord {
  type: string;
  /** `performance.now()` of the server's process. */
  at: number;
  event: WireEvent;
  /** The message as it travelled. */
  text: string;
}

/** The type of an event, or a condition. */
export type EventMatch = string | ((event: WireEvent) => boolean);

/** Old events of a very long call are forgotten. */
const maxEvents = 20_000;

/** What happened in a call, and ways to wait for it. */
export class CallRecord {
  /** What the page sent, oldest first. */
  readonly receivedEvents: EventRecord[] = [];
  /** What was sent to the page, oldest first. */
  readonly sentEvents: EventRecord[] = [];
  protected readonly inputLevels = new LevelHistory();
  protected readonly outputLevels = new LevelHistory();
  protected readonly waiting = new Waiting();
  protected currentState: CallState = 'connecting';

  /** `connecting` until the channel is open, `closed` for good. */
  get state(): CallState {
    return this.currentState;
  }

  /** Loudness of what the person sent, frame by frame; times are `performance.now()`. */
  inputLevel(from?: number, to?: number): LevelSample[] {
    return this.inputLevels.between(from, to);
  }

  /** Loudness of what was sent to the page, frame by frame. */
  outputLevel(from?: number, to?: number): LevelSample[] {
    return this.outputLevels.between(from, to);
  }

  /** The first event from the page, after `after` (a time), that has this type or fulfils the condition. */
  waitForEvent(match: EventMatch, timeoutMs = 5000, after = -Infinity): Promise<EventRecord> {
    return this.#waitForRecord(
      this.receivedEvents,
      `event ${String(match)} from the page`,
      match,
      timeoutMs,
      after,
    );
  }

  /** The same for events sent to the page. */
  waitForSentEvent(match: EventMatch, timeoutMs = 5000, after = -Infinity): Promise<EventRecord> {
    return this.#waitForRecord(
      this.sentEvents,
      `event ${String(match)} to the page`,
      match,
      timeoutMs,
      after,
    );
  }

  /** The first frame from the person, at or after `from`, that is at least this loud. */
  waitForInputLevel(minimum: number, timeoutMs = 5000, from = -Infinity): Promise<LevelSample> {
    const probe = () => this.inputLevel(from).find(sample => sample.rms >= minimum);
    return this.waiting.for(`a microphone level of ${minimum}`, timeoutMs, probe);
  }

  /** The first stretch of `durationMs`, beginning at or after `from`, in which the person sent nothing louder. */
  waitForInputSilence(
    maximum: number,
    durationMs = 500,
    timeoutMs = 5000,
    from = -Infinity,
  ): Promise<LevelSample> {
    const probe = () => firstQuietStretch(this.inputLevel(from), maximum, durationMs / frameMs);
    return this.waiting.for(`${durationMs} ms of microphone level below ${maximum}`, timeoutMs, probe);
  }

  /** The first frame to the page, at or after `from`, that is at least this loud. */
  waitForOutputLevel(minimum: number, timeoutMs = 5000, from = -Infinity): Promise<LevelSample> {
    const probe = () => this.outputLevel(from).find(sample => sample.rms >= minimum);
    return this.waiting.for(`an output level of ${minimum}`, timeoutMs, probe);
  }

  /** Waits until the call is in this state. */
  async waitForState(state: CallState, timeoutMs = 5000): Promise<void> {
    const probe = () => (this.currentState === state ? true : undefined);
    await this.waiting.for(`call state ${state}`, timeoutMs, probe);
  }

  protected record(records: EventRecord[], text: string): void {
    records.push(toRecord(text));
    if (records.length > maxEvents) records.shift();
    this.waiting.poke();
  }

  #waitForRecord(
    records: EventRecord[],
    what: string,
    match: EventMatch,
    timeoutMs: number,
    after: number,
  ): Promise<EventRecord> {
    const matches = (record: EventRecord) =>
      record.at > after && (typeof match === 'string' ? record.type === match : match(record.event));
    return this.waiting.for(what, timeoutMs, () => records.find(matches));
  }
}

function toRecord(text: string): EventRecord {
  let event: WireEvent = {type: ''};
  try {
    const parsed = JSON.parse(text) as WireEvent | null;
    if (typeof parsed?.type === 'string') event = parsed;
  } catch {
    // Malformed messages are recorded, too.
  }
  return {type: event.type, at: performance.now(), event, text};
}

function firstQuietStretch(samples: LevelSample[], maximum: number, frames: number): LevelSample | undefined {
  let quiet = 0;
  for (const [index, sample] of samples.entries()) {
    quiet = sample.rms <= maximum ? quiet + 1 : 0;
    if (quiet >= frames) return samples[index - quiet + 1];
  }
  return undefined;
}
