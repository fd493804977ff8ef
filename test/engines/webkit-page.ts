import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {serveFile} from '../../tools/demo/static-files.js';
import {launchWebKit} from '../../tools/engines/webkit.js';
import {
  createRealtimeServer,
  type RealtimeServer,
  type RealtimeServerOptions,
} from '../../local-server/index.js';
import {puppetMicrophone} from '../faults/page-scripts.js';
import {until} from '../helpers/until.js';

/** A page with one widget in WebKit, which puppeteer cannot drive, and its realtime server. */
export interface WebKitPage {
  readonly realtime: RealtimeServer;
  /**
   * Runs the body of a function in the page. It knows `assistant`, and `find(selector)`, the first such element
   * wherever it is inside.
   */
  run<T>(body: string): Promise<T>;
  /** Waits until an expression is true in the page. */
  until(condition: string): Promise<void>;
  close(): Promise<void>;
}

const known = `
  const find = (selector, root = document) => root.querySelector(selector) ??
    [...root.querySelectorAll('*')].filter(element => element.shadowRoot).map(element => find(selector, element.shadowRoot)).find(Boolean);
  const assistant = document.querySelector('voice-assistant');`;

const html = (
  attributes: string,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">
<script>globalThis.__name = value => value; (${puppetMicrophone.toString()})()</script>
<script type="module" src="/dist/cdn/voice-assistant.js"></script>
<voice-assistant token-endpoint="/token" realtime-url="/v1/realtime/calls" ${attributes} start-on="open" face="text"></voice-assistant>`;

export async function openWebKitPage(
  attributes: string,
  options: RealtimeServerOptions = {},
): Promise<WebKitPage> {
  const realtime = await createRealtimeServer(options);
  const site = createServer((request, response) => {
    void (async () => {
      const {pathname} = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/')
        return response.writeHead(200, {'Content-Type': 'text/html'}).end(html(attributes));
      if (await realtime.handle(request, response)) return;
      if (!(await serveFile('.', pathname, response))) response.writeHead(404).end();
    })();
  });
  site.on('upgrade', (request, socket, head) => {
    if (!realtime.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve));
  const {session, close} = await launchWebKit();
  const run = <T>(body: string) => session.run<T>(known + body);
  const page: WebKitPage = {
    realtime,
    run,
    until: condition => until(() => run<boolean>(`return Boolean(${condition})`), condition),
    async close() {
      await close();
      site.closeAllConnections();
      site.close();
      await realtime.close();
    },
  };
  await session.goTo(`http://localhost:${(site.address() as AddressInfo).port}/`);
  await page.until(`assistant.matches(':defined') && find('[part~=launcher]')`);
  return page;
}

/** A script for `run` that types words into the widget and sends them. */
export const typing = (words: string) => `
  const field = find('[part~=input]');
  field.value = ${JSON.stringify(words)};
  field.dispatchEvent(new Event('input', {bubbles: true}));
  find('[part~=send]').closest('button').click();`;
