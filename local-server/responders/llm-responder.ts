import type {Responder, ResponseChunk, ResponderRequest, HistoryEntry} from './responder.js';
import {errorText} from '../services/error-text.js';
import {requestService, type ServiceAnswer} from '../services/request-service.js';
import {ServiceError} from '../services/service-error.js';
import {readServerSentEvents} from './server-sent-events.js';

interface LlmOptions {
  /** Base (`http://localhost:11434`, with or without `/v1`) or the whole address of the chat completions endpoint. */
  url: string;
  model: string;
  apiKey?: string;
  /** How long it may send nothing, before its first word and between two. 15 s by default. */
  timeoutMs?: number;
}

interface ToolCallDelta {
  index?: number;
  function?: {name?: string; arguments?: string};
}

interface Chunk {
  error?: unknown;
  choices?: Array<{delta?: {content?: string | null; tool_calls?: ToolCallDelta[]}}>;
}

/** Asks an OpenAI-compatible chat endpoint, and passes its words on as they come. */
export class LlmResponder implements Responder {
  readonly name: string;
  readonly #options: LlmOptions;

  constructor(options: LlmOptions) {
    this.#options = options;
    this.name = `${options.model} at ${new URL(options.url).host}`;
  }

  async *answer(history: readonly HistoryEntry[], request: ResponderRequest): AsyncGenerator<ResponseChunk> {
    const {url, model, apiKey, timeoutMs = 15_000} = this.#options;
    const spoken = history.map(textOf);
    const answer = await requestService({
      url: completionsUrl(url),
      apiKey,
      timeoutMs,
      body: JSON.stringify(toBody(model, history, request)),
      signal: request.signal,
      spoken: [...spoken, request.instructions],
    });
    try {
      yield* chunksIn(answer, [...spoken, apiKey ?? '']);
    } finally {
      answer.cancel();
    }
  }
}

async function* chunksIn(answer: ServiceAnswer, secrets: readonly string[]): AsyncGenerator<ResponseChunk> {
  if (!/^$|^text\/event-stream/u.test(answer.contentType))
    throw new ServiceError('content', `answered with ${answer.contentType}, not with text/event-stream`);
  const calls: Array<{name: string; arguments: string}> = [];
  let isEmpty = true;
  // Comments, which keep the connection open, are no events: who sends nothing else is waited for no longer.
  for await (const data of answer.read(readServerSentEvents)) {
    if (data === '[DONE]') break;
    isEmpty = false;
    const {choices, error} = parse(data);
    if (error) {
      const said = errorText({body: JSON.stringify({error}), contentType: 'json', secrets});
      throw new ServiceError('content', `broke off${said && `: ${said}`}`);
    }
    const delta = choices?.[0]?.delta;
    if (delta?.content) yield {text: delta.content};
    for (const part of delta?.tool_calls ?? []) {
      const call = (calls[part.index ?? 0] ??= {name: '', arguments: ''});
      call.name += part.function?.name ?? '';
      call.arguments += part.function?.arguments ?? '';
    }
  }
  if (isEmpty) throw new ServiceError('content', 'answered with nothing');
  for (const call of calls) if (call?.name) yield {toolCall: {...call, arguments: call.arguments || '{}'}};
}

function textOf(entry: HistoryEntry): string {
  if (entry.role === 'call') return entry.arguments;
  return entry.role === 'result' ? entry.output : entry.text;
}

function parse(data: string): Chunk {
  try {
    return JSON.parse(data) as Chunk;
  } catch {
    throw new ServiceError('content', 'sent an event that is no JSON');
  }
}

function completionsUrl(url: string): string {
  const base = url.replace(/\/+$/u, '');
  if (base.endsWith('/chat/completions')) return base;
  return base.endsWith('/v1') ? `${base}/chat/completions` : `${base}/v1/chat/completions`;
}

function toBody(
  model: string,
  history: readonly HistoryEntry[],
  request: ResponderRequest,
): Record<string, unknown> {
  const instructions = [request.instructions, request.responseInstructions].filter(Boolean).join('\n\n');
  const tools = request.tools.map(({name, description, parameters}) => ({
    type: 'function',
    function: {name, description, parameters},
  }));
  const named = !['auto', 'none', 'required'].includes(request.toolChoice);
  return {
    model,
    stream: true,
    messages: [{role: 'system', content: instructions}, ...toMessages(history)],
    ...(tools.length > 0
      ? {
          tools,
          tool_choice: named ? {type: 'function', function: {name: request.toolChoice}} : request.toolChoice,
        }
      : {}),
  };
}

/** Calls made together belong into one assistant message. */
function toMessages(history: readonly HistoryEntry[]): Array<Record<string, unknown>> {
  const messages: Array<Record<string, unknown>> = [];
  for (const entry of history) {
    if (entry.role === 'call') {
      const call = {
        id: entry.callId,
        type: 'function',
        function: {name: entry.name, arguments: entry.arguments},
      };
      const last = messages.at(-1);
      if (Array.isArray(last?.tool_calls)) last.tool_calls.push(call);
      else messages.push({role: 'assistant', content: null, tool_calls: [call]});
    } else if (entry.role === 'result') {
      messages.push({role: 'tool', tool_call_id: entry.callId, content: entry.output});
    } else if (entry.role === 'user') {
      messages.push({role: 'user', content: userContent(entry.text, entry.images)});
    } else {
      messages.push({role: entry.role, content: entry.text});
    }
  }
  return messages;
}

function userContent(text: string, images: readonly string[] | undefined): unknown {
  const words = text || '(spoken, but the words could not be understood)';
  if (!images?.length) return words;
  const pictures = images.map(url => ({type: 'image_url', image_url: {url}}));
  return [...(text ? [{type: 'text', text}] : []), ...pictures];
}
