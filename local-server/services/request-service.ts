import {errorText} from './error-text.js';
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
}

/** Of an error no more is read. */
const maxErrorBytes = 4_000;

/**
 * Asks a service over HTTP.
 * @throws {ServiceError} for a status that is no success, a lost connection, or silence for too long
 */
export async function requestService(request: ServiceRequest): Promise<ServiceAnswer> {
  const {url, apiKey, body, signal, spoken = []} = request;
  const patience = new Patience(request);
  const response = await patience.wait(
    fetch(url, {
      method: 'POST',
      headers: {
        ...(typeof body === 'string' ? {'content-type': 'application/json'} : {}),
        ...(apiKey ? {authorization: `Bearer ${apiKey}`} : {}),
      },
      body,
      signal: AbortSignal.any([signal, patience.signal]),
    }),
  );
  const contentType = response.headers.get('content-type') ?? '';
  const chunks = read(response, patience);
  if (response.ok) return {contentType, body: chunks};
  const said = errorText(await start(chunks), contentType, [...(apiKey ? [apiKey] : []), ...spoken]);
  throw new ServiceError('status', `answered ${response.status}${said && `: ${said}`}`, response.status);
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

async function* read({body}: Response, patience: Patience): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const {value, done} = await patience.wait(reader.read());
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

  constructor({timeoutMs, signal}: Pick<ServiceRequest, 'timeoutMs' | 'signal'>) {
    this.#timeoutMs = timeoutMs;
    this.#given = signal;
  }

  get signal(): AbortSignal {
    return this.#control.signal;
  }

  async wait<T>(step: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#control.abort(), this.#timeoutMs);
    try {
      return await step;
    } catch (error) {
      if (this.#given.aborted) throw error;
      if (this.signal.aborted) throw new ServiceError('timeout', `sent nothing for ${this.#timeoutMs} ms`);
      throw new ServiceError('unreachable', `could not be reached: ${causeOf(error)}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `fetch` says no more than that it failed; why stands in what is behind it. */
function causeOf(error: unknown): string {
  const {cause} = error as {cause?: {code?: string; message?: string}};
  return cause?.code ?? cause?.message ?? String(error);
}
