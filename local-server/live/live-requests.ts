import {isObject, type JsonObject} from '../engine/events.js';
import {forkedSession, newSession} from './session-shape.js';
import {fields, listOf, oneOf, string} from './shape.js';

const transport = fields({type: oneOf('webrtc'), sdp: string}, ['type', 'sdp']);

/** The body of `POST /v1/live/sessions`. */
export const newSessionRequest = fields({session: newSession, transport}, ['session', 'transport']);

/** The body of `POST /v1/live/sessions/{id}/fork`. */
export const forkRequest = fields({session: forkedSession, transport}, ['transport']);

const maxHistory = 128;
const turn = fields({role: oneOf('user', 'assistant'), text: string}, ['role', 'text']);

/** The body of what a page sends to its host. */
export const pageRequest = fields(
  {type: oneOf('offer'), sdp: string, history: listOf(turn, maxHistory), previousSessionId: string},
  ['type', 'sdp'],
);

/** What a page may send unless its host says so; the last two with Responses delegation only. */
const pageEvents = [
  'session.input_audio.mute',
  'session.input_audio.unmute',
  'session.thinking.append',
  'session.commentary.append',
  'session.close',
];
const backendEvents = ['response.item.create', 'response.create'];

/** The session that a host makes for a page: what the host wants, and what was said before. */
export function hostSession(preset: JsonObject, history: unknown): JsonObject {
  const usesBackend = isObject(preset.delegation) && preset.delegation.type === 'responses';
  const allowed = [...pageEvents, ...(usesBackend ? backendEvents : [])];
  const session = {
    model: 'gpt-live-1',
    client: {data_channel: {allowed_client_events: allowed}},
    ...preset,
    ...(history ? {input: (history as {role: string; text: string}[]).map(toMessage)} : {}),
  };
  newSession(session, 'session');
  return session;
}

function toMessage({role, text}: {role: string; text: string}): JsonObject {
  const type = role === 'assistant' ? 'output_text' : 'input_text';
  return {type: 'message', role, content: [{type, text}]};
}
