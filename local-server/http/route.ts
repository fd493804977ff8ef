import type {IncomingMessage, ServerResponse} from 'node:http';

/** Answers the requests to one address. What it throws is answered with 400. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;
