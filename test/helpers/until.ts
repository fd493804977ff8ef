/* How tests wait: for what must be so, and not for ever. In the page and in Node. */

/** Shorter than the limit of the test runners, whose message names nothing. */
const deadlineMs = 20_000;

// As they are before a test replaces them.
const {clearTimeout, setTimeout} = globalThis;
const now = performance.now.bind(performance);

/** A page looks with every frame, when what was to be drawn is drawn. */
const pause: (look: () => void) => unknown =
  globalThis.requestAnimationFrame?.bind(globalThis) ?? (look => setTimeout(look, 20));

/** What is awaited, or a function that tells it with what is known in the end. */
export type Awaited = string | (() => string);

/**
 * Resolves when a condition holds; rejects after 20 seconds with what was awaited.
 *
 * @param what completes "Waited in vain until ..."; the condition as it is written when unset
 */
export async function until(
  condition: () => unknown,
  what: Awaited = String(condition),
  timeoutMs = deadlineMs,
): Promise<void> {
  const deadline = now() + timeoutMs;
  while (!(await condition())) {
    if (now() > deadline) throw inVain(what);
    await new Promise<void>(resolve => pause(resolve));
  }
}

/** Resolves with a promise; rejects after 20 seconds with what was awaited. For what may be over by the next frame. */
export async function inTime<T>(promise: Promise<T>, what: Awaited, timeoutMs = deadlineMs): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(inVain(what)), timeoutMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function inVain(what: Awaited): Error {
  return new Error(`Waited in vain until ${typeof what === 'string' ? what : what()}`);
}
