import {textAt, type WireObject} from '../../session/json.js';
import type {WrappedMessages} from './wrapped-messages.js';

/**
 * Takes what a server says, and hands on what it means: some wrap every message. What unwraps them is loaded where one
 * does, and the messages keep their order.
 * @param failed told when that cannot be loaded
 */
export function unwrapping(
  receive: (event: WireObject) => void,
  failed: () => void,
): (event: WireObject) => void {
  let wrapped: Promise<WrappedMessages> | undefined;
  return event => {
    if (!/^(full|partial)_message$/.test(textAt(event, 'type'))) return receive(event);
    wrapped ??= import('./wrapped-messages.js').then(({WrappedMessages}) => new WrappedMessages());
    wrapped.then(messages => {
      const message = messages.read(event);
      if (message) receive(message);
    }, failed);
  };
}
