import {Decoder, Encoder} from '@evan/opus';
import {frameSamples, pcmSampleRate} from '../audio/format.js';

const bitrate = 32_000;

/** Frames of 20 ms to Opus packets. */
export class OpusFrameEncoder {
  readonly #encoder = new Encoder({channels: 1, sample_rate: pcmSampleRate, application: 'voip'});

  constructor() {
    this.#encoder.bitrate = bitrate;
    // 5 of 10 sounds the same for a synthetic voice, and leaves the machine to the browser.
    this.#encoder.complexity = 5;
  }

  encode(frame: Int16Array): Buffer {
    // The encoder reuses its memory: take a copy.
    return Buffer.from(this.#encoder.encode(frame));
  }
}

/** Opus packets to sound. */
export class OpusPacketDecoder {
  readonly #decoder = new Decoder({channels: 1, sample_rate: pcmSampleRate});

  /** Undefined for a packet that is not Opus. */
  decode(packet: Buffer): Int16Array | undefined {
    try {
      const bytes = this.#decoder.decode(packet);
      return new Int16Array(bytes.slice().buffer);
    } catch {
      return undefined;
    }
  }
}

/** Loads and runs both codecs once, so that the first call does not pay for it. */
export function warmUpOpus(): void {
  const packet = new OpusFrameEncoder().encode(new Int16Array(frameSamples));
  new OpusPacketDecoder().decode(packet);
}
