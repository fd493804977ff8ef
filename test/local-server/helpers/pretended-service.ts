import {once} from 'node:events';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {until} from '../../helpers/until.js';

/** A service over HTTP that answers as the test says. */
export class PretendedService {
  url = '';
  respond: (response: ServerResponse) => void = response => response.end();
  readonly #http = createServer((request, response) => {
    request.resume();
    request.on('end', () => this.respond(response));
  });

  async listen(): Promise<void> {
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    this.url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Answers with this, whole. */
  answers(status: number, type: string, body: string | Buffer): void {
    this.respond = response => response.writeHead(status, {'content-type': type}).end(body);
  }

  /** Answers with this, and goes on until it is told to end. @returns a promise that resolves when it was */
  answersWithoutEnd(status: number, type: string, body: string | Buffer): Promise<void> {
    const answer: {response?: ServerResponse} = {};
    this.respond = response => {
      answer.response = response;
      response.writeHead(status, {'content-type': type}).write(body);
    };
    return until(() => answer.response?.destroyed === true, 'the answer is ended');
  }

  async close(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }
}
