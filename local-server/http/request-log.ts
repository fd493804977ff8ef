import type {IncomingMessage, ServerResponse} from 'node:http';
import type {RequestRecord} from './request-record.js';

const maxRequests = 1000;

/** Notes HTTP requests, oldest first, and knows which have no answer yet. */
export class RequestLog {
  readonly records: RequestRecord[] = [];
  readonly #hanging = new Set<ServerResponse>();
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  add(request: IncomingMessage, response: ServerResponse, path: string): void {
    const record: RequestRecord = {
      method: request.method ?? '',
      path,
      status: 0,
      authorization: request.headers.authorization !== undefined,
      origin: request.headers.origin,
      at: performance.now(),
    };
    this.records.push(record);
    if (this.records.length > maxRequests) this.records.shift();
    this.#hanging.add(response);
    response.once('close', () => {
      this.#hanging.delete(response);
      if (response.writableFinished) record.status = response.statusCode;
      this.#print(`${record.method} ${path} ${record.status || '-'}`);
    });
  }

  /** Drops the connections of all requests without an answer. */
  dropHanging(): void {
    for (const response of this.#hanging) response.destroy();
  }
}
