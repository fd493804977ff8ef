import type {Page} from 'puppeteer-core';

/** What a page has loaded so far, beside its own document. */
export interface TrafficCounter {
  /** Bodies of its files, compressed as sent. Token and SDP are left out: they weigh the same for every subject. */
  readonly bytes: number;
  /** All requests, those for token and SDP included. */
  readonly requests: number;
}

const exchanges = new Set(['Fetch', 'XHR', 'Preflight']);

/** Counts from now on. To be called before the page is loaded. */
export async function countTraffic(page: Page): Promise<TrafficCounter> {
  const counter = {bytes: 0, requests: 0};
  const files = new Set<string>();
  const counted = new Set<string>();
  const client = await page.createCDPSession();
  client.on('Network.requestWillBeSent', ({requestId, type, request}) => {
    if (type === 'Document' || request.url.startsWith('data:')) return;
    counted.add(requestId);
    if (!exchanges.has(type ?? '')) files.add(requestId);
    counter.requests = counted.size;
  });
  client.on('Network.dataReceived', ({requestId, encodedDataLength}) => {
    if (files.has(requestId)) counter.bytes += encodedDataLength;
  });
  await client.send('Network.enable');
  return counter;
}
