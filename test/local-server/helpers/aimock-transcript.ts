import type {LLMock} from '@copilotkit/aimock';
import type {ClientEvent, ServerEvent, SessionStartEvent} from 'openai/resources/live/live';

type Transcript = Parameters<LLMock['onLive']>[1];
type Binding = Transcript['bindings'][number];
/** Who does what is delegated: the page, or a Responses backend that the server manages. */
export type Mode = Transcript['mode'];

const configurations = {
  client: {type: 'client'},
  managed: {type: 'responses', responses: {model: 'backend'}},
} as const;

/** The server knows neither tools that are declared by an update, nor items that are no output of a function. */
export function isKnown(event: ClientEvent): boolean {
  if (event.type === 'response.item.create') return event.item.type === 'function_call_output';
  return event.type !== 'session.update';
}

/** A session as aimock plays it: what is delegated is told at its beginning, and what a page sends follows. */
export function transcriptOf(page: readonly ClientEvent[], mode: Mode): Transcript {
  const configuration = {
    model: 'gpt-live-1',
    audio: {format: {type: 'audio/pcm' as const, rate: 24_000 as const}},
    delegation: configurations[mode],
  };
  const start: SessionStartEvent = {type: 'session.start', session: configuration};
  const session = {...configuration, id: 'live_1', status: 'active' as const, expires_at: 2_000_000_000};
  const beginning = [
    {type: 'session.started', event_id: 'event_1', session},
    {
      type: 'session.delegation.created',
      event_id: 'event_2',
      delegation: {
        id: 'dlg_1',
        type: 'delegation',
        target: mode === 'client' ? 'client' : 'responses',
        ...(mode === 'managed' && {response_id: 'resp_1'}),
      },
      offset_ms: 0,
    },
    ...(mode === 'managed' ? [callOf(1), callOf(2)] : []),
  ];
  const end = {
    type: 'session.closed',
    event_id: 'event_5',
    reason: 'close_requested',
    session,
    usage: {seconds: 15},
  };
  const entries = [
    entry('client', start),
    ...beginning.map(event => entry('server', event as ServerEvent, 1)),
    ...page.map(event => entry('client', event)),
    entry('server', end as ServerEvent, 1 + page.length),
  ];
  return {
    version: 1,
    model: 'gpt-live-1',
    mode,
    audio: {encoding: 'pcm16le', sampleRateHz: 24_000, channels: 1},
    configuration,
    entries,
    bindings: bindingsOf(entries),
    capture: {source: 'authored', complete: true, terminalEntry: entries.length - 1},
  };
}

function callOf(number: number) {
  const item = {id: `fc_${number}`, type: 'function_call', call_id: `call_${number}`, name: `tool_${number}`};
  const event = {type: 'response.output_item.added', item: {...item, arguments: ''}, output_index: number};
  return {type: 'response.event', event_id: `event_${2 + number}`, delegation_id: 'dlg_1', event};
}

/** @param command after how many events of the page the server sends it */
function entry(direction: 'client' | 'server', event: ClientEvent | ServerEvent, command?: number) {
  const known = event as unknown as Transcript['entries'][number]['event'];
  return {direction, atMs: 0, event: known, ...(command && {barrier: {command, audioBytes: 0}})};
}

/** Where ids stand, and which are the same. The server makes those that are its own anew each time. */
function bindingsOf(entries: Transcript['entries']): Binding[] {
  const known = new Set<string>();
  const bindings: Binding[] = [];
  const paths = [
    'event_id',
    'session/id',
    'delegation/id',
    'delegation/response_id',
    'delegation_id',
    'item/call_id',
    'event/item/id',
    'event/item/call_id',
  ];
  for (const [index, {direction, event}] of entries.entries())
    for (const path of paths) {
      const id = valueAt(event, path);
      if (typeof id !== 'string') continue;
      const owner = path === 'event_id' ? direction : 'server';
      const action = known.has(id) ? 'reference' : 'define';
      known.add(id);
      bindings.push({entry: index, pointer: `/${path}`, name: id, action, owner});
    }
  return bindings;
}

function valueAt(event: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}
