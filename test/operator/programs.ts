import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {accessSync, constants, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {untilListening} from '../server/example-process.js';

/* The programs of an operator, as Debian packages have them. */

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function find(matches: (name: string) => boolean): string | undefined {
  for (const folder of folders) {
    try {
      const name = readdirSync(folder).find(matches);
      if (name === undefined) continue;
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // No such folder, or nothing that can be run.
    }
  }
  return undefined;
}

/**
 * Where the program is.
 * @throws {Error} with one sentence that says which package has it
 */
export function needed(name: string): string {
  const path = find(file => file === name);
  if (path) return path;
  throw new Error(
    `npm run test:operator needs ${name}, which is not on the PATH: apt-get install nginx redis-server.`,
  );
}

/** PHP for FastCGI, where it is there and has cURL; its package is php-fpm, with php-curl. */
export function phpFpm(): string | undefined {
  const path = find(file => /^php-fpm[\d.]*$/.test(file));
  const modules = path && spawnSync(path, ['-m'], {encoding: 'utf8'}).stdout;
  return modules?.includes('curl') ? path : undefined;
}

/** A program that runs until it is ended. */
export interface Program {
  /** What it has printed so far. */
  readonly log: string;
  end(): Promise<void>;
}

/** Runs a program, and waits until it takes connections on its port. */
export async function start(
  port: number,
  command: string,
  args: readonly string[],
  {cwd, environment = {}}: {cwd?: string; environment?: Record<string, string>} = {},
): Promise<Program> {
  const child = spawn(command, args, {
    cwd,
    env: {...process.env, ...environment},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (log += data.toString()));
  }
  await untilListening(port, child, () => log);
  return {
    get log() {
      return log;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(/nginx|php-fpm/.test(command) ? 'SIGTERM' : 'SIGKILL'); // These two end their workers first.
      await ended;
    },
  };
}
