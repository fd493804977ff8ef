import {msToSamples, pcmSampleRate} from '../audio/format.js';
import {Resampler} from '../audio/resampler.js';
import type {WireEvent} from '../engine/events.js';
import type {AudioOutput, CutAnswer} from '../engine/playback.js';
import type {FaultOptions} from '../faults/fault-table.js';
import {spoiledAudio} from '../faults/spoiled-audio.js';

/** Sound in events is PCM16 at this rate, mono. */
export const wireSampleRate = 24_000;
/** Length of the sound in one event. */
const chunkMs = 100;

/** Sends answers as fast as they are made, as events with sound in them. Playing them is the page's business. */
export class StreamedOutput implements AudioOutput {
  /** Never: what is heard, and when, is known to the page only. */
  readonly playing = false;
  readonly #emit: (event: WireEvent) => void;
  readonly #faults: () => FaultOptions;
  readonly #resamplers = new Map<string, Resampler>();
  #count = 0;

  constructor(emit: (event: WireEvent) => void, faults: () => FaultOptions) {
    this.#emit = emit;
    this.#faults = faults;
  }

  write(responseId: string, itemId: string, pcm: Int16Array): void {
    let resampler = this.#resamplers.get(itemId);
    if (!resampler) this.#resamplers.set(itemId, (resampler = new Resampler(pcmSampleRate, wireSampleRate)));
    const sound = resampler.process(pcm);
    const length = msToSamples(chunkMs, wireSampleRate);
    for (let start = 0; start < sound.length; start += length)
      this.#send(responseId, itemId, sound.subarray(start, start + length));
  }

  finish(): void {
    this.#resamplers.clear();
  }

  /** What was heard of it is for the page to say, by `conversation.item.truncate`. */
  clear(): CutAnswer[] {
    this.#resamplers.clear();
    return [];
  }

  #send(responseId: string, itemId: string, pcm: Int16Array): void {
    const {noAudio, spoilAudio} = this.#faults();
    if (noAudio) return;
    const place = {response_id: responseId, item_id: itemId, output_index: 0, content_index: 0};
    const send = (delta: unknown) => this.#emit({type: 'response.output_audio.delta', ...place, delta});
    if (spoilAudio && this.#count++ % 3 === 1) send(spoiledAudio(spoilAudio));
    send(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64'));
  }
}
