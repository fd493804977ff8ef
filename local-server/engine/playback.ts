import {Framer} from '../audio/framer.js';
import {frameMs, samplesToMs} from '../audio/format.js';
import type {WireEvent} from './events.js';

/** Sound of one answer that was cut off. */
export interface CutAnswer {
  responseId: string;
  itemId: string;
  /** What the person had heard of it. */
  playedMs: number;
  /** What there was of it. */
  totalMs: number;
}

/** Where a response's sound goes. Transports that do not play in real time bring their own. */
export interface AudioOutput {
  write(responseId: string, itemId: string, pcm: Int16Array): void;
  /** No more sound will come for this response. */
  finish(responseId: string): void;
  /** Drops everything not yet played. */
  clear(): CutAnswer[];
  readonly playing: boolean;
}

interface Track {
  responseId: string;
  itemId: string;
  frames: Int16Array[];
  framer: Framer;
  played: number;
  samples: number;
  finished: boolean;
  started: boolean;
}

/** Plays answers one after the other, a frame at a time, and says when sound begins and ends. */
export class PacedPlayback implements AudioOutput {
  readonly #tracks: Track[] = [];
  readonly #emit: (event: WireEvent) => void;

  constructor(emit: (event: WireEvent) => void) {
    this.#emit = emit;
  }

  get playing(): boolean {
    return this.#tracks.some(track => track.samples > 0);
  }

  write(responseId: string, itemId: string, pcm: Int16Array): void {
    let track = this.#tracks.find(known => known.responseId === responseId);
    if (!track) {
      track = {
        responseId,
        itemId,
        frames: [],
        framer: new Framer(),
        played: 0,
        samples: 0,
        finished: false,
        started: false,
      };
      this.#tracks.push(track);
    }
    track.samples += pcm.length;
    track.frames.push(...track.framer.push(pcm));
  }

  finish(responseId: string): void {
    const track = this.#tracks.find(known => known.responseId === responseId);
    if (!track) return;
    track.finished = true;
    const last = track.framer.flush();
    if (last) track.frames.push(last);
  }

  clear(): CutAnswer[] {
    const cut = this.#tracks.splice(0).filter(track => track.samples > 0);
    if (cut[0]) this.#emit({type: 'output_audio_buffer.cleared', response_id: cut[0].responseId});
    return cut.map(track => {
      const totalMs = Math.round(samplesToMs(track.samples));
      return {
        responseId: track.responseId,
        itemId: track.itemId,
        playedMs: Math.min(totalMs, track.played * frameMs),
        totalMs,
      };
    });
  }

  /** The frame that is to go out now, if there is one. To be called every 20 ms. */
  next(): Int16Array | undefined {
    for (;;) {
      const track = this.#tracks[0];
      if (!track) return undefined;
      const frame = track.frames.shift();
      if (frame) {
        if (!track.started) this.#emit({type: 'output_audio_buffer.started', response_id: track.responseId});
        track.started = true;
        track.played++;
        return frame;
      }
      // Between two sentences the synthesizer may be late: that is a pause, not the end.
      if (!track.finished) return undefined;
      this.#tracks.shift();
      if (track.started) this.#emit({type: 'output_audio_buffer.stopped', response_id: track.responseId});
    }
  }
}
