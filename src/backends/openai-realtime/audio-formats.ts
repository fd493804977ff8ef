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

/** Whether the server's own speech detection is to interrupt the assistant; undefined where nothing is said. */
export function interrupts(session: WireObject): boolean | undefined {
  const detection = turnDetection(session);
  const interruption = isObject(detection) ? detection.interrupt_response : undefined;
  return typeof interruption === 'boolean' ? interruption : undefined;
}

/** Whether the server responds to a turn by itself; undefined where nothing is said. */
export function respondsByItself(session: WireObject): boolean | undefined {
  const detection = turnDetection(session);
  return detection === undefined ? undefined : isObject(detection) && detection.create_response !== false;
}

/** Whether the server puts into words what the user says; undefined where nothing is said. */
export function transcribes(session: WireObject): boolean | undefined {
  const transcription = inputSetting(session, 'transcription');
  return transcription === undefined ? undefined : transcription !== null;
}

/** A setting of the input. Older servers name it beside the session's own settings. */
export function inputSetting(session: WireObject, name: string): unknown {
  const input = objectAt(objectAt(session, 'audio'), 'input');
  if (name in input) return input[name];
  return name in session ? session[name] : session[`input_audio_${name}`];
}

/** Null where turns are committed by the page. */
function turnDetection(session: WireObject): unknown {
  return inputSetting(session, 'turn_detection');
}

function rateOf(format: unknown): number | null {
  const {type, rate} = isObject(format) ? format : {type: format, rate: defaultRate};
  if (type !== undefined && type !== 'audio/pcm' && type !== 'pcm16') return null;
  const given = rate ?? defaultRate;
  return Number.isInteger(given) && (given as number) >= 8_000 && (given as number) <= 48_000
    ? (given as number)
    : null;
}
