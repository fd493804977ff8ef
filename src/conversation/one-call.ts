interface Caller {
  stop(reason: 'replaced' | 'page-hidden'): void;
}

/** Shared by all copies of the widget on a page, however they were loaded. */
const slot = Symbol.for('voice-assistant-element.call');
const page = globalThis as {[slot]?: Caller};

/** A page that is left, or put to sleep with its microphone on, must not go on listening. */
const leave = () => page[slot]?.stop('page-hidden');

/**
 * One call at a time on a page: to take it ends the one before. A page that is left ends it, too. Other tabs learn of it in
 * `call/one-tab.ts`.
 */
export function takeCall(caller: Caller): void {
  const before = page[slot];
  page[slot] = caller;
  if (before && before !== caller) before.stop('replaced');
  // Once, however often it is said; without a call it does nothing.
  addEventListener('pagehide', leave);
  document.addEventListener('freeze', leave);
}

export function leaveCall(caller: Caller): void {
  if (page[slot] === caller) delete page[slot];
}
