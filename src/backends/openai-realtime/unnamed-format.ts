import {objectAt, type WireObject} from '../../session/json.js';
import {defaultRate} from './audio-formats.js';

const format = {type: 'audio/pcm', rate: defaultRate};

/** Tells a server the format of the sound: without that some make another one than this page plays. */
export const formatUpdate = {
  type: 'session.update',
  session: {type: 'realtime', audio: {input: {format}, output: {format}}},
};

/** Whether a server says in which format it takes sound and makes it. */
export function namesFormat(session: WireObject): boolean {
  const audio = objectAt(session, 'audio');
  const input = objectAt(audio, 'input').format ?? session.input_audio_format;
  const output = objectAt(audio, 'output').format ?? session.output_audio_format;
  return Boolean(input && output);
}
