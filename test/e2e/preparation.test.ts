import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type AddressInfo, type Server, type Socket} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {setStage, type Stage} from './stage.js';

/** Only connects, and never answers. */
async function listen(): Promise<{server: Server; address: string}> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`};
}

describe('a user who comes near the launcher', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage();
  });

  after(() => stage.close());

  it('has the browser connect to both servers, and tell them nothing', {timeout: 30_000}, async () => {
    const [site, realtime] = [await listen(), await listen()];
    const sockets = [site, realtime].map(
      async ({server}) => ((await once(server, 'connection')) as [Socket])[0],
    );
    const page = await stage.openPage(
      `token-endpoint="${site.address}/token" realtime-url="${realtime.address}/v1/realtime/calls"`,
    );
    await page.hover('voice-assistant >>> [part=launcher]');
    for (const socket of await Promise.all(sockets)) {
      assert.equal(socket.bytesRead, 0);
      socket.destroy();
    }
    site.server.close();
    realtime.server.close();
    await page.close();
  });
});
