import {isObject, objectAt, type WireObject} from '../../session/json.js';

/** Samples per second in either direction; null where the format is not PCM16 at a rate that can be played. */
export interface AudioRates {
  readonly input: number | null;
  readonly output: number | null;
}

/** What is used where a server does not say what it uses. */
export const defaultRate = 24_000;

/** The rates of a session, as the server described it in `session.created` or `session.updated`. */
export function audioRates(session: WireObject): AudioRates {
  const audio = objectAt(session, 'audio');
  return {
    input: rateOf(objectAt(audio, 'input').format ?? session.input_audio_format),
    output: rateOf(objectAt(audio, 'output').format ?? session.output_audio_format),
  };
}

function rateOf(format: unknown): number | null {
  const {type, rate} = isObject(format) ? format : {type: format, rate: defaultRate};
  if (type !== undefined && type !== 'audio/pcm' && type !== 'pcm16') return null;
  const given = rate ?? defaultRate;
  return Number.isInteger(given) && (given as number) >= 8_000 && (given as number) <= 48_000
    ? (given as number)
    : null;
}
