import {ClientEventError, isObject, type JsonObject} from './events.js';
import type {ToolDefinition} from '../responders/responder.js';

export type Modality = 'audio' | 'text';

export interface TurnDetection {
  type: 'server_vad' | 'semantic_vad';
  threshold?: number;
  prefix_padding_ms?: number;
  silence_duration_ms?: number;
  eagerness?: 'low' | 'medium' | 'high' | 'auto';
  create_response: boolean;
  interrupt_response: boolean;
  idle_timeout_ms?: number | null;
}

/** The full session, as `session.created` and `session.updated` carry it. */
export interface SessionConfig {
  type: 'realtime';
  object: 'realtime.session';
  id: string;
  model: string;
  expires_at: number;
  instructions: string;
  output_modalities: Modality[];
  tools: ToolDefinition[];
  tool_choice: string | JsonObject;
  max_output_tokens: number | 'inf';
  truncation: unknown;
  tracing: unknown;
  prompt: unknown;
  include: unknown;
  audio: {
    input: {
      format: JsonObject;
      noise_reduction: JsonObject | null;
      transcription: {model?: string; language?: string; prompt?: string} | null;
      turn_detection: TurnDetection | null;
    };
    output: {format: JsonObject; voice: string; speed: number};
  };
}

/** Defaults of `turn_detection`, by type. */
export interface EndpointingDefaults {
  threshold: number;
  prefixMs: number;
  silenceMs: number;
}

export const defaultEndpointing: EndpointingDefaults = {threshold: 0.5, prefixMs: 300, silenceMs: 500};

/** A session with its defaults. */
export function createSessionConfig(
  id: string,
  model: string,
  expiresAt: number,
  endpointing: EndpointingDefaults,
): SessionConfig {
  return {
    type: 'realtime',
    object: 'realtime.session',
    id,
    model,
    expires_at: expiresAt,
    instructions: 'You are a friendly voice assistant. Answer briefly, as one does when speaking.',
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    truncation: 'auto',
    tracing: null,
    prompt: null,
    include: null,
    audio: {
      input: {
        format: {type: 'audio/pcm', rate: 24_000},
        noise_reduction: null,
        transcription: null,
        turn_detection: completeTurnDetection({type: 'server_vad'}, endpointing),
      },
      output: {format: {type: 'audio/pcm', rate: 24_000}, voice: 'marin', speed: 1},
    },
  };
}

/** Fills in what a client left out of `turn_detection`. */
function completeTurnDetection(given: JsonObject, defaults: EndpointingDefaults): TurnDetection {
  const common = {create_response: true, interrupt_response: true};
  if (given.type === 'semantic_vad') return {...common, type: 'semantic_vad', eagerness: 'auto', ...given};
  return {
    ...common,
    type: 'server_vad',
    threshold: defaults.threshold,
    prefix_padding_ms: defaults.prefixMs,
    silence_duration_ms: defaults.silenceMs,
    idle_timeout_ms: null,
    ...given,
  };
}

const eagernessSilenceMs = {low: 1500, medium: 800, auto: 800, high: 400};

/** The quiet that ends a turn: stated by server VAD, a matter of eagerness for semantic VAD. */
export function silenceMsOf(detection: TurnDetection, defaults: EndpointingDefaults): number {
  if (detection.type === 'semantic_vad') return eagernessSilenceMs[detection.eagerness ?? 'auto'];
  return detection.silence_duration_ms ?? defaults.silenceMs;
}

/** Merges a sparse `session` of `session.update` into the session: objects merge, everything else replaces. */
export function applySessionUpdate(
  current: SessionConfig,
  update: JsonObject,
  endpointing: EndpointingDefaults,
  voiceIsLocked: boolean,
): SessionConfig {
  validateSession(update);
  const voice =
    isObject(update.audio) && isObject(update.audio.output) ? update.audio.output.voice : undefined;
  if (voiceIsLocked && voice !== undefined && voice !== current.audio.output.voice) {
    throw new ClientEventError(
      'cannot_update_voice',
      "Cannot update a conversation's voice if assistant audio is present.",
      'session.audio.output.voice',
    );
  }
  const merged = merge(current as unknown as JsonObject, update) as unknown as SessionConfig;
  const given =
    isObject(update.audio) && isObject(update.audio.input) ? update.audio.input.turn_detection : undefined;
  if (isObject(given)) {
    const before = current.audio.input.turn_detection;
    const kept = before && (given.type === undefined || given.type === before.type) ? before : {};
    merged.audio.input.turn_detection = completeTurnDetection({...kept, ...given}, endpointing);
  }
  return merged;
}

const replacedWhole = new Set([
  'turn_detection',
  'transcription',
  'noise_reduction',
  'tool_choice',
  'truncation',
]);

function merge(base: JsonObject, update: JsonObject): JsonObject {
  const result: JsonObject = {...base};
  for (const [key, value] of Object.entries(update)) {
    const before = base[key];
    result[key] =
      isObject(value) && isObject(before) && !replacedWhole.has(key) ? merge(before, value) : value;
  }
  return result;
}

type Check = (value: unknown) => string | undefined;

const isString: Check = value => (typeof value === 'string' ? undefined : 'a string');
const isNullOr =
  (check: Check): Check =>
  value =>
    value === null ? undefined : check(value);
const isNumberBetween =
  (low: number, high: number): Check =>
  value =>
    typeof value === 'number' && value >= low && value <= high
      ? undefined
      : `a number from ${low} to ${high}`;
const isOneOf =
  (...allowed: string[]): Check =>
  value =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `one of ${allowed.join(', ')}`;
const isBoolean: Check = value => (typeof value === 'boolean' ? undefined : 'a boolean');
const isAnything: Check = () => undefined;
const isRecord: Check = value => (isObject(value) ? undefined : 'an object');
const isTool = (tool: unknown) =>
  isObject(tool) && typeof (tool.type === 'mcp' ? tool.server_label : tool.name) === 'string';
const isTools: Check = value =>
  Array.isArray(value) && value.every(isTool) ? undefined : 'an array of tools with names';
const isModalities: Check = value =>
  Array.isArray(value) && value.length === 1 && (value[0] === 'audio' || value[0] === 'text')
    ? undefined
    : "['audio'] or ['text']";

/** What a client may set, by path; a path that is not listed is an unknown parameter. */
const rules: Record<string, Check> = {
  type: isOneOf('realtime'),
  id: isString,
  object: isString,
  expires_at: isAnything,
  model: isString,
  instructions: isString,
  output_modalities: isModalities,
  tools: isTools,
  tool_choice: value => (isObject(value) ? undefined : isOneOf('auto', 'none', 'required')(value)),
  max_output_tokens: value => (value === 'inf' ? undefined : isNumberBetween(1, 4096)(value)),
  truncation: isAnything,
  tracing: isAnything,
  prompt: isAnything,
  include: isAnything,
  audio: isRecord,
  'audio.input': isRecord,
  'audio.input.format': isRecord,
  'audio.input.noise_reduction': isNullOr(isRecord),
  'audio.input.transcription': isNullOr(isRecord),
  'audio.input.turn_detection': isNullOr(isRecord),
  'audio.input.turn_detection.type': isOneOf('server_vad', 'semantic_vad'),
  'audio.input.turn_detection.threshold': isNumberBetween(0, 1),
  'audio.input.turn_detection.prefix_padding_ms': isNumberBetween(0, 10_000),
  'audio.input.turn_detection.silence_duration_ms': isNumberBetween(0, 10_000),
  'audio.input.turn_detection.eagerness': isOneOf('low', 'medium', 'high', 'auto'),
  'audio.input.turn_detection.create_response': isBoolean,
  'audio.input.turn_detection.interrupt_response': isBoolean,
  'audio.input.turn_detection.idle_timeout_ms': isNullOr(isNumberBetween(0, 60_000)),
  'audio.output': isRecord,
  'audio.output.format': isRecord,
  'audio.output.voice': value => (isObject(value) ? undefined : isString(value)),
  'audio.output.speed': isNumberBetween(0.25, 1.5),
};

/** Objects whose inside is checked; what is inside the others is the client's own business. */
const openPaths = ['', 'audio', 'audio.input', 'audio.output', 'audio.input.turn_detection'];

/** Throws a ClientEventError for the first thing the API would not accept. */
export function validateSession(session: JsonObject, path = '', root = 'session'): void {
  for (const [key, value] of Object.entries(session)) {
    const full = path === '' ? key : `${path}.${key}`;
    const check = rules[full];
    if (!check)
      throw new ClientEventError(
        'unknown_parameter',
        `Unknown parameter: '${root}.${full}'.`,
        `${root}.${full}`,
      );
    const expected = check(value);
    if (expected) {
      throw new ClientEventError(
        'invalid_value',
        `Invalid value for '${root}.${full}': expected ${expected}.`,
        `${root}.${full}`,
      );
    }
    if (isObject(value) && openPaths.includes(full)) validateSession(value, full, root);
  }
}
