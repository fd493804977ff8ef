import type {ClientEvent} from 'openai/resources/live/live';

/* What a page with the widget sends, as literals of OpenAI's own types. */

const stop: ClientEvent = {
  type: 'session.thinking.append',
  content: 'The person pressed Stop. Stop speaking, and stay silent until they speak to you again.',
  delegation_id: null,
};

/** Tells of the page, does a task that is delegated to it, mutes, stops the assistant, and hangs up. */
export const pageWithTasks: ClientEvent[] = [
  {
    type: 'session.thinking.append',
    content: 'Under the name “page”: About this page: {"page":"teas"}',
    delegation_id: null,
  },
  {type: 'session.thinking.append', content: 'The teas are being looked for.', delegation_id: 'dlg_1'},
  {type: 'session.commentary.append', content: 'Two teas are in your cart.', delegation_id: 'dlg_1'},
  {type: 'session.input_audio.mute'},
  {type: 'session.input_audio.unmute'},
  stop,
  {type: 'session.close'},
];

/** Declares tools and runs two of them, sends typed words twice, mutes, stops the assistant, and hangs up. */
export const pageWithTools: ClientEvent[] = [
  {
    type: 'session.update',
    session: {
      delegation: {
        type: 'responses',
        responses: {
          tools: [
            {
              type: 'function',
              name: 'add_to_cart',
              description: 'Adds an item to the cart.',
              parameters: {
                type: 'object',
                properties: {item: {type: 'string'}, count: {type: 'number'}},
                required: ['item', 'count'],
              },
              strict: false,
            },
            {
              type: 'function',
              name: 'empty_cart',
              description: 'Empties it.',
              parameters: {type: 'object', properties: {}},
              strict: false,
            },
          ],
        },
      },
    },
  },
  {
    type: 'response.item.create',
    item: {type: 'function_call_output', call_id: 'call_1', output: 'Two teas are in the cart.'},
  },
  {type: 'response.create', event_id: 'ask_1'},
  {
    type: 'response.item.create',
    item: {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Is there coffee?'}]},
  },
  {type: 'response.create', event_id: 'ask_2'},
  {
    type: 'response.item.create',
    item: {type: 'message', role: 'user', content: [{type: 'input_text', text: 'Empty my cart.'}]},
  },
  {type: 'response.create', event_id: 'ask_3'},
  {
    type: 'response.item.create',
    item: {type: 'function_call_output', call_id: 'call_2', output: 'The cart is empty.'},
  },
  {type: 'response.create', event_id: 'ask_4'},
  {type: 'session.input_audio.mute'},
  {type: 'session.input_audio.unmute'},
  stop,
  {type: 'session.close'},
];
