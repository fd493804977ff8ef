import {errorText, scrub} from './error-text.js';
import {ServiceError} from './service-error.js';

export interface ServiceRequest {
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** A string is sent as JSON. */
  readonly body: string | FormData;
  /** How long the service may send nothing. */
  readonly timeoutMs: number;
  /** Ends it without an error of the service. */
  readonly signal: AbortSignal;
  /** What was said: it must not get into a log. */
  readonly spoken?: readonly string[];
}

export interface ServiceAnswer {
  /** Empty where there is none. */
  readonly contentType: string;
  /** Comes to an end with an error when the service stalls. */
  readonly body: AsyncGenerator<Uint8Array, void>;
  /** What is found in the bytes. The service stalls when it sends bytes, but nothing of this. */
  read<T>(find: (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<T, void>): AsyncGenerator<T, void>;
  /** Ends the answer, read or not; to be called once nothing is wanted of it any more. */
  cancel(): void;
}

/** Of an error no more is read. */
const maxErrorBytes = 4_000;

/**
 * Asks a service over HTTP.
 * @throws {ServiceError} for a status that is no success, a lost connection, or silence for too long
 */
export async function requestService(request: ServiceRequest): Promise<ServiceAnswer> {
  const {url, body, signal, spoken = []} = request;
  const apiKey = request.apiKey?.trim();
  const secrets = [...(apiKey ? [apiKey] : []), ...spoken];
  const unwanted = new AbortController();
  const patience = new Patience(request, secrets);
  const response = await patience.wait(
    fetch(url, {
      method: 'POST',
      headers: {
        ...(typeof body === 'string' ? {'content-type': 'application/json'} : {}),
        ...(apiKey ? {authorization: `Bearer ${apiKey}`} : {}),
      },
      body,
      signal: AbortSignal.any([signal, patience.signal, unwanted.signal]),
    }),
  );
  const {status} = response;
  const contentType = response.headers.get('content-type') ?? '';
  const bytes = bytesOf(response);
  const answer: ServiceAnswer = {
    contentType,
    body: patience.each(bytes),
    read: find => patience.each(find(bytes)),
    cancel: () => unwanted.abort(),
  };
  if (response.ok) return answer;
  const said = errorText({body: await start(answer.body), contentType, status, secrets});
  answer.cancel();
  throw new ServiceError('status', `answered ${status}${said && `: ${said}`}`, status);
}

/** All of an answer. */
export async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of body) all.push(chunk);
  return Buffer.concat(all);
}

/** The beginning of an answer as text, however it ends. */
async function start(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      all.push(chunk);
      if ((size += chunk.length) >= maxErrorBytes) break;
    }
  } catch {
    // The status says enough.
  }
  return Buffer.concat(all).toString('utf8');
}

async function* bytesOf({body}: Response): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {}); // It broke already.
  }
}

/** Waits for a service, step by step, each as long as the time-out; what the caller does in between takes no time. */
class Patience {
  readonly #control = new AbortController();
  readonly #timeoutMs: number;
  readonly #given: AbortSignal;
  readonly #secrets: readonly string[];

  constructor({timeoutMs, signal}: Pick<ServiceRequest, 'timeoutMs' | 'signal'>, secrets: readonly string[]) {
    this.#timeoutMs = timeoutMs;
    this.#given = signal;
    this.#secrets = secrets;
  }

  get signal(): AbortSignal {
    return this.#control.signal;
  }

  async *each<T>(items: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
    try {
      for (;;) {
        const {value, done} = await this.wait(items.next());
        if (done) return;
        yield value;
      }
    } finally {
      await items.return();
    }
  }

  async wait<T>(step: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#control.abort(), this.#timeoutMs);
    try {
      return await step;
    } catch (error) {
      if (this.#given.aborted) throw error;
      if (this.signal.aborted) throw new ServiceError('timeout', `sent nothing for ${this.#timeoutMs} ms`);
      throw new ServiceError('unreachable', `could not be reached: ${scrub(causeOf(error), this.#secrets)}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `fetch` says no more than that it failed, or repeats a key that cannot be sent; why stands in what is behind it. */
function causeOf(error: unknown): string {
  const {cause, name} = error as {cause?: {code?: string; message?: string}; name?: string};
  return cause?.code ?? cause?.message ?? name ?? typeof error;
}
