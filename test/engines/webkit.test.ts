import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {serveFile} from '../../tools/demo/static-files.js';
import {launchWebKit, type WebKit} from '../../tools/engines/webkit.js';
import {errorKinds} from '../../src/state/voice-error.js';

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,"><script type="module" src="/dist/cdn/voice-assistant.js"></script>
<voice-assistant token-endpoint="/token" realtime-url="/calls" transport="webrtc"></voice-assistant>`;

/** In the page: the first of these elements, wherever it is inside. */
const find = `
  const find = (selector, root = document) => root.querySelector(selector) ??
    [...root.querySelectorAll('*')].filter(element => element.shadowRoot).map(element => find(selector, element.shadowRoot)).find(Boolean);
  const assistant = document.querySelector('voice-assistant');`;

/** WebKitGTK as Debian builds it has no RTCPeerConnection. */
describe('a conversation in WebKit, without WebRTC', () => {
  let site: Server;
  let webKit: WebKit;

  const inPage = <T>(body: string, ...args: unknown[]) => webKit.session.run<T>(find + body, ...args);

  async function until(condition: string, ...args: unknown[]): Promise<void> {
    const end = performance.now() + 20_000;
    while (!(await inPage<boolean>(`return Boolean(${condition})`, ...args))) {
      if (performance.now() > end) throw new Error(`It never was so: ${condition}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  before(async () => {
    site = createServer((request, response) => {
      const {pathname} = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/') return response.writeHead(200, {'Content-Type': 'text/html'}).end(page);
      if (pathname === '/token') return response.writeHead(200, {'Content-Type': 'text/plain'}).end('ek_1');
      void serveFile('.', pathname, response).then(served => served || response.writeHead(404).end());
    });
    await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve));
    webKit = await launchWebKit();
    await webKit.session.goTo(`http://localhost:${(site.address() as AddressInfo).port}/`);
    await until(`assistant.matches(':defined') && find('[part~=launcher]')`);
  });

  after(async () => {
    await webKit.close();
    site.closeAllConnections();
    site.close();
  });

  it('says that this browser cannot, in a typed error and on the screen', async () => {
    await inPage(`
      assistant.addEventListener('voice-error', ({error}) => (window.code = error.code));
      find('[part~=launcher]').click();`);
    await until(`assistant.dataset.phase === 'failed' && find('[part~=error]')`);
    assert.equal(await inPage('return window.code'), 'unsupported');
    const shown = await inPage<string>(`return find('[part~=error]').textContent`);
    assert.ok(shown.includes(errorKinds.unsupported.message), shown);
  });

  it('keeps what is typed all the same', async () => {
    await inPage(`
      const field = find('[part~=input]');
      field.value = 'Can you read this?';
      field.dispatchEvent(new Event('input', {bubbles: true}));
      find('[part~=send]').closest('button').click();`);
    await until(`find('[part~=turn-user]')?.textContent.includes('Can you read this?')`);
    await until(`assistant.dataset.phase === 'failed'`);
    assert.deepEqual(await inPage('return assistant.snapshot.turns.map(turn => turn.text)'), [
      'Can you read this?',
    ]);
  });

  it('has let go of the microphone', async () => {
    assert.equal(await inPage('return assistant.snapshot.online'), false);
    await until(`find('[part~=input]') && !find('[part~=input]').disabled`);
  });
});
