import type {HistoryEntry} from '../responders/responder.js';
import {ClientEventError, isObject, type JsonObject} from './events.js';
import {createId} from './identifiers.js';

export interface ContentPart extends JsonObject {
  type: string;
  text?: string;
  transcript?: string | null;
  image_url?: string;
}

/** A conversation item as it travels. */
export interface WireItem extends JsonObject {
  id: string;
  object: 'realtime.item';
  type: 'message' | 'function_call' | 'function_call_output' | 'mcp_approval_response';
  status: 'in_progress' | 'completed' | 'incomplete';
  role?: 'user' | 'assistant' | 'system';
  content?: ContentPart[];
  name?: string;
  call_id?: string;
  arguments?: string;
  output?: string;
  approval_request_id?: string;
  approve?: boolean;
}

/** An item, and what the server knows about it beside. */
export interface ConversationItem {
  wire: WireItem;
  /** Length of its sound, spoken by either side. */
  audioMs: number;
  /** Settles when the words of a spoken turn are known. */
  transcript?: Promise<string>;
}

/** All items in their order. */
export class Conversation {
  readonly #items: ConversationItem[] = [];

  get lastId(): string | null {
    return this.#items.at(-1)?.wire.id ?? null;
  }

  get hasAssistantAudio(): boolean {
    return this.#items.some(item => item.wire.role === 'assistant' && item.audioMs > 0);
  }

  /** Puts an item at the end, or behind the named one (`root`: at the beginning); answers the id before it. */
  add(item: ConversationItem, previousItemId?: string | null): string | null {
    if (this.#items.some(known => known.wire.id === item.wire.id)) {
      throw new ClientEventError(
        'item_id_already_exists',
        `Item with id '${item.wire.id}' already exists.`,
        'item.id',
      );
    }
    let index = this.#items.length;
    if (previousItemId === 'root') index = 0;
    else if (previousItemId) index = this.#indexOf(previousItemId, 'previous_item_id') + 1;
    this.#items.splice(index, 0, item);
    return this.#items[index - 1]?.wire.id ?? null;
  }

  /** The item, or the error the API answers when there is none. */
  get(id: unknown): ConversationItem {
    return this.#items[this.#indexOf(id, 'item_id')]!;
  }

  find(id: string): ConversationItem | undefined {
    return this.#items.find(item => item.wire.id === id);
  }

  /** Whether a function call with this id was made. */
  hasCall(callId: string | undefined): boolean {
    return this.#items.some(({wire}) => wire.type === 'function_call' && wire.call_id === callId);
  }

  idBefore(id: string): string | null {
    const index = this.#items.findIndex(item => item.wire.id === id);
    return this.#items[index - 1]?.wire.id ?? null;
  }

  delete(id: unknown): void {
    this.#items.splice(this.#indexOf(id, 'item_id'), 1);
  }

  /** Everything said so far for the responder, once all words are known. */
  history(items: readonly ConversationItem[] = this.#items): Promise<HistoryEntry[]> {
    return toHistory([...items]);
  }

  #indexOf(id: unknown, param: string): number {
    const index = this.#items.findIndex(item => item.wire.id === id);
    if (index < 0)
      throw new ClientEventError('item_not_found', `Item with id '${String(id)}' does not exist.`, param);
    return index;
  }
}

async function toHistory(items: readonly ConversationItem[]): Promise<HistoryEntry[]> {
  const history: HistoryEntry[] = [];
  const names = new Map<string, string>();
  for (const item of items) {
    const {wire} = item;
    if (wire.type === 'function_call') {
      names.set(wire.call_id ?? '', wire.name ?? '');
      history.push({
        role: 'call',
        callId: wire.call_id ?? '',
        name: wire.name ?? '',
        arguments: wire.arguments ?? '',
      });
    } else if (wire.type === 'function_call_output') {
      const callId = wire.call_id ?? '';
      history.push({role: 'result', callId, name: names.get(callId) ?? '', output: wire.output ?? ''});
    } else if (wire.role === 'user') {
      const spoken = item.transcript ? await item.transcript : '';
      const images = (wire.content ?? []).flatMap(part => (part.image_url ? [part.image_url] : []));
      const text = [textOf(wire), spoken].filter(Boolean).join(' ');
      history.push({
        role: 'user',
        text,
        ...(item.audioMs > 0 ? {spokenMs: item.audioMs} : {}),
        ...(images.length > 0 ? {images} : {}),
      });
    } else if (wire.type === 'message') {
      history.push({role: wire.role ?? 'system', text: textOf(wire)});
    }
  }
  return history;
}

function textOf(item: WireItem): string {
  const isSpokenInput = (part: ContentPart) => part.type === 'input_audio';
  return (item.content ?? [])
    .filter(part => !isSpokenInput(part))
    .map(part => part.text ?? part.transcript ?? '')
    .filter(Boolean)
    .join(' ');
}

const contentTypes: Record<string, readonly string[]> = {
  user: ['input_text', 'input_image', 'input_audio', 'text'],
  assistant: ['output_text', 'output_audio', 'text', 'audio'],
  system: ['input_text', 'text'],
};

/** Checks and completes the `item` of `conversation.item.create` and of a response's `input`. */
export function parseItem(given: unknown): ConversationItem {
  if (!isObject(given)) throw missing('item');
  const base = {
    id: typeof given.id === 'string' ? given.id : createId('item_'),
    object: 'realtime.item' as const,
    status: 'completed' as const,
  };
  switch (given.type) {
    case 'message':
      return {wire: {...base, type: 'message', ...parseMessage(given)}, audioMs: 0};
    case 'function_call':
      if (typeof given.name !== 'string') throw missing('item.name');
      return {
        wire: {
          ...base,
          type: 'function_call',
          name: given.name,
          call_id: typeof given.call_id === 'string' ? given.call_id : createId('call_', 16),
          arguments: typeof given.arguments === 'string' ? given.arguments : '{}',
        },
        audioMs: 0,
      };
    case 'function_call_output':
      if (typeof given.call_id !== 'string') throw missing('item.call_id');
      if (typeof given.output !== 'string') throw missing('item.output');
      return {
        wire: {...base, type: 'function_call_output', call_id: given.call_id, output: given.output},
        audioMs: 0,
      };
    case 'mcp_approval_response':
      if (typeof given.approval_request_id !== 'string') throw missing('item.approval_request_id');
      if (typeof given.approve !== 'boolean') throw missing('item.approve');
      return {
        wire: {
          ...base,
          type: 'mcp_approval_response',
          approval_request_id: given.approval_request_id,
          approve: given.approve,
        },
        audioMs: 0,
      };
    case undefined:
      throw missing('item.type');
    default:
      throw new ClientEventError('invalid_value', `Invalid value: '${String(given.type)}'.`, 'item.type');
  }
}

function parseMessage(given: JsonObject): {role: 'user' | 'assistant' | 'system'; content: ContentPart[]} {
  const role = given.role;
  if (role !== 'user' && role !== 'assistant' && role !== 'system') {
    throw new ClientEventError('invalid_value', `Invalid value: '${String(role)}'.`, 'item.role');
  }
  if (!Array.isArray(given.content)) throw missing('item.content');
  const content = given.content.map((part: unknown, index) => {
    if (!isObject(part) || !contentTypes[role]!.includes(String(part.type))) {
      const type = isObject(part) ? String(part.type) : typeof part;
      throw new ClientEventError('invalid_value', `Invalid value: '${type}'.`, `item.content[${index}].type`);
    }
    return part as ContentPart;
  });
  return {role, content};
}

function missing(param: string): ClientEventError {
  return new ClientEventError('missing_required_parameter', `Missing required parameter: '${param}'.`, param);
}
