import type {Response, ResponseStreamEvent} from 'openai/resources/responses/responses';

/** The SDK adds a field to responses that is not on the wire. */
type OnTheWire<Event> = Event extends {response: Response}
  ? Omit<Event, 'response'> & {response: Omit<Response, 'output_text'>}
  : Event;

/** An event inside `response.event`, whose type there says nothing about it. */
export function stream(event: OnTheWire<ResponseStreamEvent>): Record<string, unknown> {
  return {...event};
}

/** What the responses of the backend have in common. */
export const snapshot = {
  object: 'response',
  access_programs: null,
  created_at: 0,
  model: 'backend',
  output: [],
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  parallel_tool_calls: true,
  temperature: 1,
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
} satisfies Partial<Response>;
