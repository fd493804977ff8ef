/* The site: a page, the token endpoint, and an agent beside it, as `node host.mjs local.py`. */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';
import {createLiveKitTokenHandler, toNodeListener} from 'voice-assistant-element/server';

const folder = fileURLToPath(new URL('.', import.meta.url));
const ownPython = ['.venv/bin/python', '.venv/Scripts/python.exe'].find(path => existsSync(folder + path));
// As `livekit-server --dev` has them.
const {
  LIVEKIT_URL = 'ws://localhost:7880',
  LIVEKIT_API_KEY = 'devkey',
  LIVEKIT_API_SECRET = 'secret',
  PORT = '3000',
  PYTHON = ownPython ? folder + ownPython : 'python3',
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

const script = process.argv[2] ?? 'local.py';
const command = script.endsWith('.mjs')
  ? [process.execPath, script, 'dev']
  : [PYTHON, script, 'dev', '--no-reload'];
const agent = spawn(command[0], command.slice(1), {
  cwd: folder,
  env: {...process.env, ...livekit},
  stdio: ['inherit', 'pipe', 'pipe'],
}).on('exit', code => process.exit(code ?? 1));
agent.stdout.pipe(process.stdout);
agent.stderr.pipe(process.stderr);
for (const log of [agent.stdout, agent.stderr]) {
  log.on('data', words => {
    if (!server.listening && `${words}`.includes('registered worker'))
      server.listen(Number(PORT), () => console.log(`Open http://localhost:${PORT}`));
  });
}
