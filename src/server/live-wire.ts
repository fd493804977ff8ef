/* What GPT-Live calls things. Only this file of the server knows. */

/** What every page needs: it can mute, tell the model something silently or to be said, and hang up. */
export const defaultClientEvents = [
  'session.input_audio.mute',
  'session.input_audio.unmute',
  'session.thinking.append',
  'session.commentary.append',
  'session.close',
] as const;

/** What a page needs to answer function calls of a model that the session delegates to. */
export const responsesClientEvents = ['response.item.create', 'response.create'] as const;

/** What a page may send over its data channel. */
export type LiveClientEventType =
  | (typeof defaultClientEvents)[number]
  | (typeof responsesClientEvents)[number]
  | 'session.update'
  | 'session.instructions.append'
  | (string & {});

/** A message of the session's `input`. */
export interface LiveMessage {
  readonly type: 'message';
  readonly role: 'user' | 'assistant';
  readonly content: readonly [{readonly type: 'input_text' | 'output_text'; readonly text: string}];
}

export function liveMessage(role: LiveMessage['role'], text: string): LiveMessage {
  return {type: 'message', role, content: [{type: role === 'user' ? 'input_text' : 'output_text', text}]};
}
