import type {WireEvent} from './wire.js';

let events = 0;
const event = (type: string, more: object = {}): WireEvent => ({
  type,
  event_id: `event_${++events}`,
  ...more,
});

const said = (side: 'input' | 'output', delta: string, startMs: number) =>
  event(`session.${side}_transcript.delta`, {delta, start_ms: startMs, end_ms: startMs + 200});
const nested = (delegation: string, inner: object) =>
  event('response.event', {delegation_id: delegation, event: inner});
const response = (id: string) => ({id, object: 'response', status: 'in_progress', output: []});

/** A conversation as GPT-Live tells it, after it has started: two exchanges, both kinds of delegation, its end. */
export const liveRecorded: readonly WireEvent[] = [
  event('session.input_audio.unmuted'),
  said('input', 'Is there', 400),
  said('input', ' tea?', 600),
  event('session.delegation.created', {
    delegation: {id: 'dlg_1', type: 'delegation', target: 'responses', response_id: 'resp_1'},
    offset_ms: 900,
  }),
  nested('dlg_1', {type: 'response.created', response: response('resp_1')}),
  said('output', 'Let me', 1_400),
  said('output', ' see.', 1_600),
  nested('dlg_1', {
    type: 'response.output_item.done',
    output_index: 0,
    item: {
      id: 'fc_1',
      type: 'function_call',
      status: 'completed',
      call_id: 'call_1',
      name: 'look_up',
      arguments: '{"what":"tea"}',
    },
  }),
  nested('dlg_1', {
    type: 'response.output_item.done',
    output_index: 1,
    item: {
      id: 'mcpr_1',
      type: 'mcp_approval_request',
      name: 'order',
      arguments: '{}',
      server_label: 'shop',
    },
  }),
  nested('dlg_1', {type: 'response.completed', response: response('resp_1')}),
  event('session.usage.updated', {usage: {seconds: 15}}),
  said('output', ' There is.', 4_000),
  said('input', 'Order some', 5_000),
  said('output', ' Green tea', 5_000),
  event('session.delegation.created', {
    delegation: {id: 'dlg_2', type: 'delegation', target: 'client'},
    offset_ms: 5_400,
  }),
  nested('dlg_3', {type: 'response.created', response: response('resp_2')}),
  nested('dlg_3', {
    type: 'response.failed',
    response: {...response('resp_2'), error: {code: 'server_error', message: 'Sorry.'}},
  }),
  event('session.updated', {session: {id: 'live_1', expires_at: 1_900_000_000}}),
  event('error', {error: {type: 'invalid_request_error', code: 'unknown_parameter', message: 'No.'}}),
  event('session.info', {message: 'Something of later'}),
];

export const liveClosed = event('session.closed', {reason: 'remote_hangup', usage: {seconds: 21}});
