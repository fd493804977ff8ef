import assert from 'node:assert/strict';
import {createReadStream} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {Browser} from 'puppeteer-core';
import {WebSocket} from 'ws';
import {makeSpeechWav} from '../../../../local-server/speech-wav.js';
import {launchChromium} from '../../../e2e/stage.js';
import {until} from '../../../helpers/until.js';
import {createAgentServer, type AgentServer} from '../double/agent-server.js';
import {installClient} from './install.js';

/* That the agent made for our tests is one: the vendor's own client talks with it. */

/** As much of the vendor's client as is used here. */
interface Client {
  readonly Conversation: {
    startSession(options: object): Promise<{
      sendUserMessage(text: string): void;
      sendContextualUpdate(text: string, options?: object): void;
      endSession(): Promise<void>;
    }>;
  };
}

const installed = await installClient();
const skip = 'missing' in installed && installed.missing;
if (skip) console.log(skip);

describe('The client of ElevenLabs', {skip, timeout: 120_000}, () => {
  let server: AgentServer;
  let http: Server;
  let url: string;
  const folder = 'folder' in installed ? installed.folder : '';

  before(async () => {
    server = createAgentServer({firstMessage: 'Welcome.', utterances: ['Hello there.']});
    http = createServer((request, response) => {
      if (request.url === '/client.js')
        return createReadStream(join(folder, '@elevenlabs/client/dist/lib.iife.js')).pipe(
          response.writeHead(200, {'Content-Type': 'text/javascript'}),
        );
      const page = '<!doctype html><title>A page</title><script src="/client.js"></script>';
      return response.writeHead(200, {'Content-Type': 'text/html'}).end(page);
    });
    http.on('upgrade', (request, socket, head) => {
      if (!server.handleUpgrade(request, socket, head)) socket.destroy();
    });
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    url = `localhost:${(http.address() as AddressInfo).port}`;
  });
  after(async () => {
    http.closeAllConnections();
    await new Promise(resolve => http.close(resolve));
    await server.close();
  });

  it('writes with our agent: words, a tool, an approval, context, and the agent hangs up', async () => {
    globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
    const entry = join(folder, '@elevenlabs/client/dist/index.js');
    const {Conversation} = (await import(pathToFileURL(entry).href)) as Client;
    const messages: string[] = [];
    const problems: unknown[] = [];
    let left: unknown;
    const conversation = await Conversation.startSession({
      signedUrl: `ws://${url}/agents?conversation_signature=1`,
      connectionType: 'websocket',
      textOnly: true,
      clientTools: {price: ({of}: {of: string}) => `${of}: 3 euros`},
      onMCPToolApprovalRequest: () => Promise.resolve(true),
      onMessage: ({source, message}: {source: string; message: string}) =>
        messages.push(`${source}: ${message}`),
      onError: (problem: unknown) => problems.push(problem),
      onDisconnect: (details: unknown) => (left = details),
    });
    const [agent] = server.agents;
    conversation.sendUserMessage('Is there tea?');
    await until(() => messages.includes('ai: You said: Is there tea?'), 'the typed words are answered');
    assert.equal(await agent!.callTool('price', {of: 'tea'}), 'tea: 3 euros');
    assert.equal(await agent!.askApproval('order', {of: 'tea'}), true);
    conversation.sendContextualUpdate('The page is about tea.', {contextId: 'page'});
    await until(() => agent!.contexts.get('page') === 'The page is about tea.', 'the context is known');
    agent!.ping();
    await agent!.hangUp('Goodbye.');
    await until(() => left, 'the client has left');
    assert.ok(messages.includes('ai: Goodbye.'), messages.join('\n'));
    assert.deepEqual([problems, agent!.refusals], [[], []]);
  });

  it('talks with our agent in a browser: heard, and answered aloud', async () => {
    const microphoneWav = await makeSpeechWav([
      {silenceMs: 4_000},
      {text: 'Hello there.'},
      {silenceMs: 10_000},
    ]);
    const browser: Browser = await launchChromium({microphoneWav});
    try {
      const page = await browser.newPage();
      // The loader of these tests names functions with this helper, also those that run in the page.
      await page.evaluateOnNewDocument('globalThis.__name = value => value');
      await page.goto(`http://${url}/`);
      await page.evaluate(async signedUrl => {
        const told: string[] = [];
        Object.assign(window, {told});
        const {Conversation} = (window as unknown as {ElevenLabsClient: Client}).ElevenLabsClient;
        await Conversation.startSession({
          signedUrl,
          connectionType: 'websocket',
          onMessage: ({source, message}: {source: string; message: string}) =>
            told.push(`${source}: ${message}`),
          onModeChange: ({mode}: {mode: string}) => told.push(mode),
          onError: (problem: string) => told.push(`error: ${problem}`),
        });
      }, `ws://${url}/agents?conversation_signature=2`);
      const told = () => page.evaluate(() => (window as unknown as {told: string[]}).told);
      const hears = (words: string) => until(async () => (await told()).includes(words), `${words} is told`);
      await hears('ai: Welcome.');
      await hears('speaking');
      await hears('user: Hello there.');
      await hears('ai: You said: Hello there.');
      const agent = server.agents.at(-1)!;
      assert.ok(agent.bytesHeard > 50_000);
      assert.deepEqual(agent.refusals, []);
      assert.ok(!(await told()).some(line => line.startsWith('error')));
    } finally {
      await browser.close();
    }
  });
});
