import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {serveFile} from '../../tools/demo/static-files.js';
import {listen, type Site} from '../examples/site.js';

/** Serves a built page under a content policy; none where it is empty. */
export function servePage(folder: string, policy: string): Promise<Site> {
  return listen((request, response) => {
    void (async () => {
      const {pathname} = new URL(request.url ?? '/', 'http://localhost');
      if (policy) response.setHeader('Content-Security-Policy', policy);
      if (pathname === '/icon.svg')
        return response.writeHead(200, {'Content-Type': 'image/svg+xml'}).end('<svg/>');
      if (!(await serveFile(folder, pathname, response))) response.writeHead(404).end();
    })();
  });
}

/** Runs the development server of a bundler, which prints its address. */
export async function startDevServer(folder: string, command: string, ...args: string[]): Promise<Site> {
  const child = spawn('npx', ['--no-install', command, ...args], {
    cwd: folder,
    detached: true, // npx starts the server: they end together, as a group.
    env: {...process.env, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false'},
  });
  return {
    url: await printedAddress(child),
    async close() {
      const ended = once(child, 'close');
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (data: Buffer) => {
      printed += data.toString();
      const [address] = /http:\/\/localhost:\d+/.exec(printed) ?? [];
      if (address) resolve(address);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('close', () => reject(new Error(`The development server ended:\n${printed}`)));
  });
}

/** Where the packed package keeps the files for the audio thread. */
export const workletsOf = (folder: string) =>
  join(folder, 'node_modules/voice-assistant-element/dist/audio/worklets');
