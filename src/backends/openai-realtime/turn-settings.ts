/* What the server says of the turns of the user: in `session.created`, or in `session.updated`. */
import {isObject, objectAt, type WireObject} from '../../session/json.js';

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
