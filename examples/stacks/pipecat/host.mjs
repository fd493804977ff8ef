/* The site: a page, the endpoint of its calls, and the bot beside it. `node host.mjs local.py`, or `node host.mjs cloud.py`. */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const ownPython = ['.venv/bin/python', '.venv/Scripts/python.exe'].find(path => existsSync(folder + path));
const {PORT = '3000', BOT_PORT = '7860', PYTHON = ownPython ? folder + ownPython : 'python3'} = process.env;
const bot = `http://127.0.0.1:${BOT_PORT}`;
const widget = new URL('./cdn/', import.meta.resolve('voice-assistant-element'));

/** Hands an offer, or candidates, on to the bot: only for pages of this site, since each offer starts a bot. */
async function handOn(request, response) {
  if (request.headers['sec-fetch-site'] !== 'same-origin') return response.writeHead(403).end();
  const chunks = await request.toArray();
  const headers = {'Content-Type': 'application/json'};
  const answer = await fetch(`${bot}/api/offer`, {
    method: request.method,
    headers,
    body: Buffer.concat(chunks),
  });
  response.writeHead(answer.status, headers).end(await answer.text());
}

async function answer(request, response) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/api/offer') return handOn(request, response);
  const [, file] = /^\/voice\/([\w.-]+)$/.exec(path) ?? [];
  const content = await readFile(file ? new URL(file, widget) : new URL('page.html', import.meta.url));
  const type = file ? 'text/javascript' : 'text/html; charset=utf-8';
  response.writeHead(file || path === '/' ? 200 : 404, {'Content-Type': type}).end(content);
}

const server = createServer((request, response) => {
  // Without a bot, or without such a file.
  answer(request, response).catch(() => response.writeHead(request.method === 'GET' ? 404 : 502).end());
});

const script = process.argv[2] ?? 'local.py';
spawn(PYTHON, [script, '--transport', 'webrtc', '--host', '127.0.0.1', '--port', BOT_PORT], {
  cwd: folder,
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1));

while (
  !(await fetch(`${bot}/status`).then(
    ({ok}) => ok,
    () => false,
  ))
) {
  await new Promise(resolve => setTimeout(resolve, 300));
}
server.listen(Number(PORT), () => console.log(`Open http://localhost:${PORT}`));
