import type {ChunkState} from './jitter-buffer.js';

/** What the page tells the playing worklet. */
export type PlaybackCommand =
  | {readonly type: 'push'; readonly id: number; readonly samples: Int16Array}
  | {readonly type: 'complete'; readonly id: number}
  | {readonly type: 'cut'};

/** What the playing worklet tells: how far a chunk is, at which time of the context. */
export interface PlaybackReport {
  readonly state: ChunkState;
  readonly id: number;
  /** Samples of the chunk that have been played. */
  readonly played: number;
  /** Seconds, as `AudioContext.currentTime`. */
  readonly time: number;
}

/** What the capturing worklet posts. */
export interface CapturedChunk {
  /** Mono, 16 bit. */
  readonly samples: Int16Array;
  /** It waited for the connection, as what comes next did. */
  readonly late: boolean;
}

/** What the page tells the capturing worklet: to begin, or to post what it has of a chunk and say `flushed` then. */
export type CaptureCommand = WorkletOptions | 'flush';

/** What the playing worklet is made with, and the capturing one is told when it is to begin. */
export interface WorkletOptions {
  /** Samples per second of the PCM that comes or goes. */
  readonly rate: number;
}

/** What the page tells the listening worklet: the names of what its detector does. */
export type OnsetCommand = 'dismiss' | 'restart';

/** The user began to speak. */
export interface OnsetReport {
  /** Seconds since they began. */
  readonly spoken: number;
  /** Seconds, as `AudioContext.currentTime`. */
  readonly time: number;
}
