import {isObject, type JsonObject, type WireEvent} from './events.js';

/** `beta`: the event names and session shape of before general availability, which many compatible servers still use. */
export type Dialect = 'ga' | 'beta';

const betaNames: Record<string, string> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
  'response.output_text.delta': 'response.text.delta',
  'response.output_text.done': 'response.text.done',
};

const betaParts: Record<string, string> = {output_audio: 'audio', output_text: 'text'};

/** A server event in the given dialect; undefined where the dialect does not have it. */
export function toDialect(event: WireEvent, dialect: Dialect): WireEvent | undefined {
  if (dialect === 'ga') return event;
  if (event.type === 'conversation.item.done') return undefined;
  const renamed: WireEvent = {...event, type: betaNames[event.type] ?? event.type};
  if (isObject(renamed.session)) renamed.session = toBetaSession(renamed.session);
  if (isObject(renamed.item)) renamed.item = toBetaItem(renamed.item);
  if (isObject(renamed.response)) {
    const output: unknown[] = Array.isArray(renamed.response.output) ? renamed.response.output : [];
    renamed.response = {
      ...renamed.response,
      output: output.map(item => (isObject(item) ? toBetaItem(item) : item)),
    };
  }
  return renamed;
}

/** The `session` of a client's `session.update` in today's shape. */
export function fromBetaSession(session: JsonObject): JsonObject {
  const {
    modalities,
    voice,
    speed,
    input_audio_transcription,
    input_audio_noise_reduction,
    turn_detection,
    ...rest
  } = session;
  // Settings of formats and temperature have no counterpart here.
  for (const name of [
    'input_audio_format',
    'output_audio_format',
    'temperature',
    'max_response_output_tokens',
  ]) {
    delete rest[name];
  }
  const input = withoutUndefined({
    transcription: input_audio_transcription,
    noise_reduction: input_audio_noise_reduction,
    turn_detection,
  });
  const output = withoutUndefined({voice, speed});
  const spoken = Array.isArray(modalities) && modalities.includes('audio');
  return {
    ...rest,
    type: 'realtime',
    ...(modalities === undefined ? {} : {output_modalities: [spoken ? 'audio' : 'text']}),
    audio: {...(isObject(rest.audio) ? rest.audio : {}), input, output},
  };
}

function toBetaSession(session: JsonObject): JsonObject {
  const audio = session.audio as {input: JsonObject; output: JsonObject};
  return {
    id: session.id,
    object: 'realtime.session',
    model: session.model,
    expires_at: session.expires_at,
    modalities: (session.output_modalities as string[])[0] === 'audio' ? ['text', 'audio'] : ['text'],
    instructions: session.instructions,
    voice: audio.output.voice,
    speed: audio.output.speed,
    input_audio_format: 'pcm16',
    output_audio_format: 'pcm16',
    input_audio_transcription: audio.input.transcription,
    input_audio_noise_reduction: audio.input.noise_reduction,
    turn_detection: audio.input.turn_detection,
    tools: session.tools,
    tool_choice: session.tool_choice,
    temperature: 0.8,
    max_response_output_tokens: session.max_output_tokens,
  };
}

function toBetaItem(item: JsonObject): JsonObject {
  if (!Array.isArray(item.content)) return item;
  const content = item.content.map((part: unknown) =>
    isObject(part) ? {...part, type: betaParts[String(part.type)] ?? part.type} : part,
  );
  return {...item, content};
}

function withoutUndefined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
