import {objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolDefinition} from '../../session/session-event.js';

/** The tools of the page, beside those that the host declared. */
export class PageTools {
  readonly #send: (event: {readonly type: string}) => void;
  /** The host's own, as they were before the page declared any. */
  #hosts: readonly WireObject[] | null = null;
  #told = '';

  constructor(send: (event: {readonly type: string}) => void) {
    this.#send = send;
  }

  /** Declares the tools of the page, all of them. @param session as the server described it */
  set(tools: readonly ToolDefinition[], session: WireObject): void {
    if (!tools.length && !this.#hosts) return; // The page never had any.
    this.#hosts ??= objectsAt(objectAt(objectAt(session, 'delegation'), 'responses'), 'tools');
    const names = new Set(tools.map(({name}) => name));
    const others = this.#hosts.filter(tool => !names.has(textAt(tool, 'name')));
    const own = tools.map(({name, description, parameters}) => ({
      type: 'function',
      name,
      ...(description && {description}),
      parameters,
      strict: false, // The schemas are the page's, and need not be of the kind that this would ask for.
    }));
    const responses = {tools: [...others, ...own]};
    const told = JSON.stringify(responses);
    if (told === this.#told) return;
    this.#told = told;
    const event = {type: 'session.update', session: {delegation: {type: 'responses', responses}}};
    this.#send(event);
  }
}
