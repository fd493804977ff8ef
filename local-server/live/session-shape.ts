import {clientEventShapes} from './client-event-shapes.js';
import {
  anyObject,
  boolean,
  byField,
  fields,
  invalid,
  listOf,
  nullOr,
  oneOf,
  positiveNumber,
  string,
  type Check,
} from './shape.js';

const maxInputMessages = 128;

const textPart = (...types: readonly string[]) => fields({type: oneOf(...types), text: string}, ['text']);
const onePart =
  (part: Check): Check =>
  (value, path) => {
    listOf(part)(value, path);
    if ((value as unknown[]).length !== 1) throw invalid('invalid_value', path, 'exactly one part');
  };
const message = (part: Check) =>
  fields(
    {
      type: oneOf('message'),
      role: string,
      id: nullOr(string),
      status: nullOr(oneOf('incomplete', 'completed')),
      content: onePart(part),
    },
    ['role', 'content'],
  );
const initialItem = byField('role', {
  developer: message(textPart('input_text')),
  user: message(textPart('input_text')),
  assistant: message(textPart('text', 'output_text')),
});

const functionTool = fields(
  {
    type: string,
    name: string,
    description: nullOr(string),
    parameters: nullOr(anyObject),
    strict: nullOr(boolean),
  },
  ['name'],
);
/** Tools of the backend's own are accepted, and never used here. */
const tool: Check = (value, path) => {
  anyObject(value, path);
  const {type} = value as {type?: unknown};
  string(type, `${path}.type`);
  if (type === 'function') functionTool(value, path);
};

const backendFields = {
  model: string,
  instructions: nullOr(string),
  max_output_tokens: nullOr(positiveNumber),
  parallel_tool_calls: nullOr(boolean),
  reasoning: nullOr(anyObject),
  service_tier: nullOr(string),
  text: nullOr(anyObject),
  tool_choice: (value: unknown, path: string) =>
    typeof value === 'string' ? oneOf('auto', 'none', 'required')(value, path) : anyObject(value, path),
  tools: listOf(tool),
};

const client = fields({type: oneOf('client'), acknowledgement_delay_ms: positiveNumber}, ['type']);
const responses = (backend: Check, required: readonly string[]) =>
  fields({type: oneOf('responses'), acknowledgement_delay_ms: positiveNumber, responses: backend}, required);

/** The real service delegates decisions, too. */
const noTriggers: Check = (value, path) => {
  listOf(anyObject)(value, path);
  if ((value as unknown[]).length > 0)
    throw invalid('invalid_value', path, 'no triggers: this server has none');
};

const delegationUpdate = byField('type', {client, responses: responses(fields(backendFields), ['type'])});
const clientEventName: Check = oneOf(...Object.keys(clientEventShapes));
const serverEventSelector: Check = (value, path) => {
  fields({type: string, response_event: string}, ['type'])(value, path);
  const {type, response_event: nested} = value as {type: string; response_event?: string};
  if ((type === 'response.event') !== (nested !== undefined))
    throw invalid('invalid_value', `${path}.response_event`, 'it with response.event, and only there');
};
const allOr =
  (check: Check): Check =>
  (value, path) => {
    if (value !== 'all') check(value, path);
  };
const clientConfig = fields(
  {
    data_channel: fields({
      allowed_client_events: allOr(listOf(clientEventName)),
      allowed_server_events: allOr(listOf(serverEventSelector)),
    }),
  },
  ['data_channel'],
);

/** `session` of `POST /v1/live/sessions`. */
export const newSession = fields(
  {
    model: string,
    audio: fields({
      output: fields({
        voice: (value, path) =>
          typeof value === 'string' ? undefined : fields({id: string}, ['id'])(value, path),
      }),
    }),
    client: clientConfig,
    delegation: nullOr(
      byField('type', {
        client,
        responses: responses(fields(backendFields, ['model']), ['type', 'responses']),
      }),
    ),
    input: listOf(initialItem, maxInputMessages),
    instructions: nullOr(string),
    safety_identifier: nullOr(string),
    store: boolean,
    triggers: noTriggers,
  },
  ['model'],
);

/** `session` of `POST /v1/live/sessions/{id}/fork`. */
export const forkedSession = fields({client: clientConfig, delegation: delegationUpdate, store: boolean});

/** `session` of `session.update`. */
export const sessionUpdate = fields({delegation: nullOr(delegationUpdate), triggers: noTriggers});
