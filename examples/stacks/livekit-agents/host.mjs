/* The site: a page, the token endpoint, and the agent beside it. `node host.mjs local`, or `node host.mjs cloud`. */
import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createLiveKitTokenHandler, toNodeListener} from 'voice-assistant-element/server';

// As `livekit-server --dev` has them.
const {
  LIVEKIT_URL = 'ws://localhost:7880',
  LIVEKIT_API_KEY = 'devkey',
  LIVEKIT_API_SECRET = 'secret',
  PORT = '3000',
  PYTHON = 'python3',
} = process.env;
const livekit = {LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET};

const token = toNodeListener(
  createLiveKitTokenHandler({
    apiKey: LIVEKIT_API_KEY,
    apiSecret: LIVEKIT_API_SECRET,
    serverUrl: LIVEKIT_URL,
  }),
);
const widget = new URL('./cdn/', import.meta.resolve('voice-assistant-element'));

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/token') return token(request, response);
  const [, file] = /^\/voice\/([\w.-]+)$/.exec(path) ?? [];
  try {
    const content = await readFile(file ? new URL(file, widget) : new URL('page.html', import.meta.url));
    const type = file ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(file || path === '/' ? 200 : 404, {'Content-Type': type}).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(PORT), () => console.log(`Open http://localhost:${PORT}`));

const agent = `${process.argv[2] ?? 'local'}.py`;
spawn(PYTHON, [agent, 'dev', '--no-reload'], {
  cwd: new URL('.', import.meta.url),
  env: {...process.env, ...livekit},
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1));
