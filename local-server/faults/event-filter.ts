import type {WireEvent} from '../engine/events.js';
import type {FaultOptions} from './fault-table.js';

const transcriptDeltas = [
  'response.output_audio_transcript.delta',
  'response.audio_transcript.delta',
  'response.output_text.delta',
  'response.text.delta',
  'session.input_transcript.delta',
  'session.output_transcript.delta',
];

const hostileMarkup =
  '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script><a href="javascript:alert(1)">[x](javascript:alert(1))</a> ';

/** Stands between engine and channel, and spoils the stream of events as the faults ask. */
export class EventFilter {
  readonly #send: (text: string) => void;
  readonly #faults: () => FaultOptions;
  #held: WireEvent | undefined;
  #lastDelta: WireEvent | undefined;
  #deltas = 0;
  #count = 0;

  /** `send` takes the messages as they go onto the wire. */
  constructor(send: (text: string) => void, faults: () => FaultOptions) {
    this.#send = send;
    this.#faults = faults;
  }

  push(event: WireEvent): void {
    const faults = this.#faults();
    if (isDropped(event.type, faults)) return;
    const spoiled = this.#spoilText(event, faults);
    if (faults.reorderDeltas && this.#reorder(spoiled)) return;
    this.#deliver(spoiled, faults);
    if (this.#held) {
      const held = this.#held;
      this.#held = undefined;
      this.#deliver(held, faults);
    }
    if (event.type === 'response.done') this.#deltas = 0;
    if (faults.lateDeltas && event.type === 'response.done' && this.#lastDelta)
      this.#deliver(this.#lastDelta, faults);
  }

  #deliver(event: WireEvent, faults: FaultOptions): void {
    const text = JSON.stringify(event);
    this.#send(text);
    if (faults.duplicateEvents) this.#send(text);
    this.#count++;
    if (faults.unknownEvents && this.#count % 3 === 0) {
      this.#send(
        JSON.stringify({
          type: 'session.mood_changed',
          event_id: `event_unknown_${this.#count}`,
          mood: {is: 'good'},
        }),
      );
    }
    if (faults.malformedFrames && this.#count % 3 === 0) {
      const frames = ['{"type": "response.do', 'null', '[]', '42', '{"no_type": true}', '', '{"type": 7}'];
      this.#send(frames[(this.#count / 3) % frames.length]!);
    }
  }

  #spoilText(event: WireEvent, faults: FaultOptions): WireEvent {
    const isDelta = transcriptDeltas.includes(event.type);
    if (isDelta) {
      this.#deltas++;
      this.#lastDelta = event;
    }
    if (faults.hugeText && isDelta && this.#deltas === 1) return {...event, delta: 'word '.repeat(12_000)};
    if (faults.brokenTimes && isDelta && 'start_ms' in event) return breakTimes(event, this.#deltas);
    if (!faults.hostileText) return event;
    if (isDelta) return {...event, delta: hostileMarkup + String(event.delta)};
    const spoiled = {...event};
    if (typeof event.transcript === 'string') spoiled.transcript = hostileMarkup + event.transcript;
    if (event.type.endsWith('text.done')) spoiled.text = hostileMarkup + String(event.text);
    return spoiled;
  }

  /** Holds back every second delta until the next event went out. */
  #reorder(event: WireEvent): boolean {
    if (this.#held || !transcriptDeltas.includes(event.type) || this.#deltas % 2 === 0) return false;
    this.#held = event;
    return true;
  }
}

/** Of the delta with this number. */
function breakTimes({start_ms, end_ms, ...event}: WireEvent, number: number): WireEvent {
  const broken = [
    {},
    {start_ms: 'soon', end_ms: null},
    {start_ms: -1, end_ms: -1_000},
    {start_ms: end_ms, end_ms: start_ms},
    {start_ms: 1e300, end_ms: 1e308},
  ];
  return {...event, ...broken[number % broken.length]};
}

function isDropped(type: string, faults: FaultOptions): boolean {
  if (faults.noSessionCreated && ['session.created', 'session.started'].includes(type)) return true;
  if (faults.noSessionUpdated && type === 'session.updated') return true;
  if (faults.noResponseDone && type === 'response.done') return true;
  if (faults.noOutputBuffer && type.startsWith('output_audio_buffer.')) return true;
  return (faults.dropEvents ?? '').split('|').includes(type);
}
