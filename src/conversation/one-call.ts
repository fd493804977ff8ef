interface Caller {
  stop(reason: 'replaced'): void;
}

/** Shared by all copies of the widget on a page, however they were loaded. */
const slot = Symbol.for('voice-assistant-element.call');
const page = globalThis as {[slot]?: Caller};

/** One call at a time on a page: to take it ends the one before. */
export function takeCall(caller: Caller): void {
  const before = page[slot];
  page[slot] = caller;
  if (before && before !== caller) before.stop('replaced');
}

export function leaveCall(caller: Caller): void {
  if (page[slot] === caller) delete page[slot];
}
