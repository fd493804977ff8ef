/** An event as the server sends it. */
export type WireEvent = {readonly type: string} & Readonly<Record<string, unknown>>;

/** A spoken turn and its answer, by the ids that the events carry. */
export interface SpokenTurn {
  readonly number: number;
  readonly previous?: string;
  readonly user: string;
  readonly assistant: string;
}

const usage = {
  total_tokens: 150,
  input_tokens: 100,
  output_tokens: 50,
  input_token_details: {text_tokens: 60, audio_tokens: 40, cached_tokens: 0},
  output_token_details: {text_tokens: 15, audio_tokens: 35},
};

export function assistantItem(id: string, transcript: string, status = 'completed') {
  const content = transcript ? [{type: 'output_audio', transcript}] : [];
  return {id, object: 'realtime.item', type: 'message', status, role: 'assistant', content};
}

function userItem(id: string) {
  const content = [{type: 'input_audio', transcript: null}];
  return {id, object: 'realtime.item', type: 'message', status: 'completed', role: 'user', content};
}

export function response(
  id: string,
  status: string,
  output: readonly unknown[] = [],
  details: unknown = null,
) {
  return {
    object: 'realtime.response',
    id,
    status,
    status_details: details,
    output,
    conversation_id: 'conv_1',
    output_modalities: ['audio'],
    max_output_tokens: 'inf',
    audio: {output: {format: {type: 'audio/pcm', rate: 24_000}, voice: 'marin'}},
    usage: status === 'in_progress' ? null : usage,
    metadata: null,
  };
}

/** How a call begins. */
export const sessionEvents: readonly WireEvent[] = [
  {
    type: 'session.created',
    session: {type: 'realtime', object: 'realtime.session', id: 'sess_1', model: 'm'},
  },
  {
    type: 'session.updated',
    session: {type: 'realtime', object: 'realtime.session', id: 'sess_1', model: 'm'},
  },
];

/** What the person says, up to the moment at which an answer begins. */
export function heard({number, previous}: SpokenTurn): WireEvent[] {
  const id = `item_user${number}`;
  return [
    {type: 'input_audio_buffer.speech_started', audio_start_ms: 612, item_id: id},
    {type: 'input_audio_buffer.speech_stopped', audio_end_ms: 2_432, item_id: id},
    {type: 'input_audio_buffer.committed', previous_item_id: previous ?? null, item_id: id},
    {type: 'conversation.item.added', previous_item_id: previous ?? null, item: userItem(id)},
    {type: 'conversation.item.done', previous_item_id: previous ?? null, item: userItem(id)},
  ];
}

/** The answer from its beginning to the moment at which the sound is playing and half of the words are known. */
export function answerBegins({number, user, assistant}: SpokenTurn): WireEvent[] {
  const ids = {response_id: `resp_${number}`, item_id: `item_answer${number}`};
  const part = {...ids, output_index: 0, content_index: 0};
  const begun = assistantItem(ids.item_id, '', 'in_progress');
  const transcription = {item_id: `item_user${number}`, content_index: 0};
  const half = Math.ceil(assistant.length / 2);
  return [
    {type: 'response.created', response: response(ids.response_id, 'in_progress')},
    {type: 'response.output_item.added', response_id: ids.response_id, output_index: 0, item: begun},
    {type: 'conversation.item.added', previous_item_id: `item_user${number}`, item: begun},
    {type: 'conversation.item.input_audio_transcription.delta', ...transcription, delta: user},
    {
      type: 'conversation.item.input_audio_transcription.completed',
      ...transcription,
      transcript: user,
      usage: {type: 'tokens', total_tokens: 20},
    },
    {type: 'response.content_part.added', ...part, part: {type: 'audio', transcript: ''}},
    {type: 'response.output_audio_transcript.delta', ...part, delta: assistant.slice(0, half)},
    {type: 'output_audio_buffer.started', response_id: ids.response_id},
  ];
}

/** The rest of the answer, to the end of its sound. */
export function answerEnds({number, assistant}: SpokenTurn): WireEvent[] {
  const ids = {response_id: `resp_${number}`, item_id: `item_answer${number}`};
  const part = {...ids, output_index: 0, content_index: 0};
  const item = assistantItem(ids.item_id, assistant);
  return [
    {
      type: 'response.output_audio_transcript.delta',
      ...part,
      delta: assistant.slice(Math.ceil(assistant.length / 2)),
    },
    {type: 'response.output_audio.done', ...part},
    {type: 'response.output_audio_transcript.done', ...part, transcript: assistant},
    {type: 'response.content_part.done', ...part, part: {type: 'audio', transcript: assistant}},
    {type: 'response.output_item.done', response_id: ids.response_id, output_index: 0, item},
    {type: 'conversation.item.done', previous_item_id: `item_user${number}`, item},
    {type: 'response.done', response: response(ids.response_id, 'completed', [item])},
    {type: 'rate_limits.updated', rate_limits: [{name: 'tokens', limit: 1, remaining: 1, reset_seconds: 0}]},
    {type: 'output_audio_buffer.stopped', response_id: ids.response_id},
  ];
}

/** What happens when the person speaks over the answer. */
export function cutAnswer({number, assistant}: SpokenTurn): WireEvent[] {
  const ids = {response_id: `resp_${number}`, item_id: `item_answer${number}`};
  const item = assistantItem(ids.item_id, assistant.slice(0, Math.ceil(assistant.length / 2)), 'incomplete');
  return [
    {type: 'input_audio_buffer.speech_started', audio_start_ms: 5_000, item_id: `item_user${number + 1}`},
    {type: 'output_audio_buffer.cleared', response_id: ids.response_id},
    {type: 'conversation.item.truncated', item_id: ids.item_id, content_index: 0, audio_end_ms: 840},
    {type: 'response.output_item.done', response_id: ids.response_id, output_index: 0, item},
    {
      type: 'response.done',
      response: response(ids.response_id, 'cancelled', [item], {type: 'cancelled', reason: 'turn_detected'}),
    },
  ];
}

export const hello: SpokenTurn = {number: 1, user: 'Hello!', assistant: 'Hi, how can I help you?'};
const story: SpokenTurn = {
  number: 2,
  previous: 'item_answer1',
  user: 'Tell me a story.',
  assistant: 'Once upon a time, there was a fox.',
};
export const thanks: SpokenTurn = {
  number: 3,
  previous: 'item_answer2',
  user: 'Thanks.',
  assistant: 'Welcome.',
};

/** Three turns, the second of which is cut by the third. */
export const recorded: readonly WireEvent[] = [
  ...sessionEvents,
  ...heard(hello),
  ...answerBegins(hello),
  ...answerEnds(hello),
  ...heard(story),
  ...answerBegins(story),
  ...cutAnswer(story),
  ...heard(thanks).slice(1),
  ...answerBegins(thanks),
  ...answerEnds(thanks),
];

const betaNames: Readonly<Record<string, string>> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
  'response.output_text.delta': 'response.text.delta',
  'response.output_text.done': 'response.text.done',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
};

/** The same conversation as an older server tells it: other names, other content types, no `item.done`. */
export function asBeta(events: readonly WireEvent[]): WireEvent[] {
  return events
    .filter(event => event.type !== 'conversation.item.done')
    .map(event => ({...event, type: betaNames[event.type] ?? event.type}))
    .map(event => JSON.parse(JSON.stringify(event).replaceAll('"output_audio"', '"audio"')) as WireEvent);
}
