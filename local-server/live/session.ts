import {ClientEventError, isObject, type JsonObject} from '../engine/events.js';
import {createId} from '../engine/identifiers.js';
import type {HistoryEntry, ToolDefinition} from '../responders/responder.js';
import {forkedSession, sessionUpdate} from './session-shape.js';

/** A GPT-Live session with its defaults, as `session.started` carries it. */
export interface LiveSession {
  id: string;
  status: 'active';
  model: string;
  /** Seconds since 1970. */
  expires_at: number;
  audio: {output: {voice: string | {id: string}}};
  client: {data_channel: DataChannelConfig};
  delegation: Delegation;
  input?: InitialMessage[];
  instructions?: string | null;
  store: boolean;
}

export interface DataChannelConfig {
  allowed_client_events: 'all' | string[];
  allowed_server_events: 'all' | {type: string; response_event?: string}[];
}

/** Who handles what the model delegates. */
export type Delegation =
  | {type: 'client'; acknowledgement_delay_ms: number}
  | {type: 'responses'; acknowledgement_delay_ms: number; responses: BackendConfig};

interface BackendConfig {
  model: string;
  instructions?: string | null;
  tools?: ToolDefinition[];
  tool_choice?: string | JsonObject;
}

interface InitialMessage {
  role: 'developer' | 'user' | 'assistant';
  content: {text: string}[];
}

/** Fills in what was left out of a session that was checked. */
export function createLiveSession(given: JsonObject, expiresAt: number): LiveSession {
  const {audio, client, delegation, ...rest} = given as Partial<LiveSession> & JsonObject;
  // Who the user is concerns the host alone.
  delete rest.safety_identifier;
  const channel = client?.data_channel;
  return {
    store: false,
    ...rest,
    id: createId('live_'),
    status: 'active',
    model: String(given.model),
    expires_at: expiresAt,
    audio: {output: {voice: audio?.output?.voice ?? 'marin'}},
    client: {data_channel: {allowed_client_events: 'all', allowed_server_events: 'all', ...channel}},
    delegation: {acknowledgement_delay_ms: 0, ...(delegation ?? {type: 'client'})},
  };
}

/** A new session that goes on where a stored one is. */
export function forkLiveSession(stored: LiveSession, overrides: JsonObject, expiresAt: number): LiveSession {
  forkedSession(overrides, 'session');
  const {delegation, ...rest} = overrides;
  // What was said before it is part of what was said in it.
  const inherited: JsonObject = {...stored};
  delete inherited.input;
  const forked = createLiveSession({...inherited, ...rest}, expiresAt);
  return delegation ? {...forked, delegation: mergeDelegation(forked.delegation, delegation)} : forked;
}

/** `session.update`: what it names replaces what was. */
export function updateLiveSession(session: LiveSession, update: unknown): LiveSession {
  sessionUpdate(update, 'session');
  const {delegation} = update as JsonObject;
  if (!delegation) return session;
  return {...session, delegation: mergeDelegation(session.delegation, delegation)};
}

/** What was said before the session began. */
export function historyOf(session: LiveSession): HistoryEntry[] {
  return (session.input ?? []).map(({role, content}) => ({
    role: role === 'developer' ? 'system' : role,
    text: content[0]?.text ?? '',
  }));
}

function mergeDelegation(current: Delegation, update: unknown): Delegation {
  const given = isObject(update) ? update : {};
  if (given.type !== current.type)
    throw new ClientEventError(
      'invalid_value',
      `The delegation type of this session is '${current.type}', and cannot change.`,
      'session.delegation.type',
    );
  if (current.type === 'client') return {...current, ...given};
  const responses = {...current.responses, ...(isObject(given.responses) ? given.responses : {})};
  return {...current, ...given, responses};
}
