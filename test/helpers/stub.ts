const undo: (() => void)[] = [];

/** Replaces a member for the rest of the test. A test that uses it calls `restoreStubs` in `afterEach`. */
export function stub<T extends object, K extends keyof T>(target: T, key: K, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, {value, configurable: true, writable: true});
  undo.push(() => (own ? Object.defineProperty(target, key, own) : void Reflect.deleteProperty(target, key)));
}

/** Puts back everything that was replaced, last first. */
export function restoreStubs(): void {
  for (const restore of undo.splice(0).reverse()) restore();
}

/** A request that a test saw. */
export interface SeenRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly init: RequestInit;
}

type Answer = Response | Error | ((request: SeenRequest) => Response | Promise<Response>);

/** Answers `fetch` with each of the answers in turn, the last one again and again. @returns what was asked */
export function stubFetch(...answers: Answer[]): SeenRequest[] {
  const seen: SeenRequest[] = [];
  stub(globalThis, 'fetch', async (url: string, init: RequestInit = {}) => {
    const request = {url, method: init.method ?? 'GET', headers: new Headers(init.headers), init};
    const answer = answers[Math.min(seen.length, answers.length - 1)]!;
    seen.push(request);
    init.signal?.throwIfAborted();
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer.clone() : answer(request);
  });
  return seen;
}

/** An answer that never comes, until the request is given up. */
export const never = ({init}: SeenRequest): Promise<Response> =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error), {once: true});
  });
