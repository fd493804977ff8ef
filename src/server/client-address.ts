import {networkOf} from './ip-address.js';

/* A `Request` does not say where it comes from; the server that made it may know. */

const addresses = new WeakMap<Request, string>();

/**
 * Tells the rate limit whose request this is, where the server knows the client's address (Deno, Bun, Hono).
 * `toNodeListener` does it by itself.
 * @param address an IP address, also with a port. What is no address counts as unknown, and all unknown clients count as
 * one: give nothing here that a client can make up
 * @returns the same request
 */
export function withClientAddress(request: Request, address: string | undefined): Request {
  if (address) addresses.set(request, address);
  return request;
}

/** @returns what to count the client's requests under; undefined when its address is not known */
export function clientOf(request: Request): string | undefined {
  const address = addresses.get(request);
  return address === undefined ? undefined : networkOf(address);
}
