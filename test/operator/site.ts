import {execFileSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {closedPort} from '../server/closed-port.js';
import {examples} from '../server/example-process.js';
import {fastCgi, nginxSettings, phpSettings} from './settings.js';
import {needed, phpFpm, start, type Program} from './programs.js';

/** Two Node servers of the examples with the packed package, Redis, PHP where it is there, and nginx before them. */
export interface Site {
  readonly url: string;
  readonly instances: readonly Program[];
  readonly hasPhp: boolean;
  /** What both instances have logged, as JSON. */
  events(): LoggedEvent[];
  /** What nginx has logged, which has PHP's errors. */
  nginxLog(): string;
  /** Replaces the key, as an operator does. */
  setKey(key: string): void;
  /** One more server, reached without nginx. */
  startInstance(environment: Record<string, string>): Promise<Program & {readonly url: string}>;
  stopRedis(): Promise<void>;
  startRedis(): Promise<void>;
  close(): Promise<void>;
}

export interface LoggedEvent {
  readonly event: string;
  readonly status?: number;
  readonly detail?: string;
  readonly client?: string;
}

/** @param upstream where tokens are made */
export async function openSite(upstream: string): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'voice-operator-'));
  const programs: Program[] = [];
  const close = async () => {
    for (const program of programs.reverse()) await program.end();
    rmSync(folder, {recursive: true, force: true});
  };
  try {
    return await startSite(upstream, folder, programs, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function startSite(
  upstream: string,
  folder: string,
  programs: Program[],
  close: () => Promise<void>,
): Promise<Site> {
  const [nginx, redisServer, php] = [needed('nginx'), needed('redis-server'), phpFpm()];
  installServers(folder);
  const [port, redisPort, phpPort, firstPort, secondPort] = await ports();
  const keyFile = join(folder, 'key');
  const site = `http://127.0.0.1:${port}`;

  const run = async (...how: Parameters<typeof start>) => {
    const program = await start(...how);
    programs.push(program);
    return program;
  };
  let redis: Program;
  const startRedis = async () => {
    const quiet = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1', '--dir', folder];
    redis = await run(redisPort, redisServer, ['--port', String(redisPort), ...quiet]);
  };
  const startNode = (own: number, environment: Record<string, string> = {}) =>
    run(own, process.execPath, ['several.js'], {
      cwd: folder,
      environment: {
        PORT: String(own),
        OPENAI_API_KEY_FILE: keyFile,
        REDIS_URL: `redis://127.0.0.1:${redisPort}`,
        ALLOWED_ORIGINS: 'https://www.shop.example,https://*.partner.example',
        TOKEN_UPSTREAM: upstream,
        ...environment,
      },
    });

  writeFileSync(keyFile, 'sk-proj-first-of-the-test\n');
  await startRedis();
  const instances = [await startNode(firstPort), await startNode(secondPort)];
  if (php) {
    const file = join(folder, 'php-fpm.conf');
    writeFileSync(file, phpSettings(phpPort, folder, {TOKEN_UPSTREAM: upstream, TMPDIR: folder}));
    await run(phpPort, php, ['--nodaemonize', '--allow-to-run-as-root', '--fpm-config', file]);
  }
  const file = join(folder, 'nginx.conf');
  const locations = fastCgi(phpPort, join(folder, 'token.php'));
  writeFileSync(file, nginxSettings({port, folder, instances: [firstPort, secondPort], locations}));
  await run(port, nginx, ['-p', folder, '-c', file, '-e', join(folder, 'error.log')]);

  return {
    url: site,
    instances,
    hasPhp: php !== undefined,
    events: () =>
      instances
        .flatMap(({log}) => log.split('\n'))
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line) as LoggedEvent),
    nginxLog: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    setKey: key => writeFileSync(keyFile, key),
    async startInstance(environment) {
      const own = await closedPort();
      const program = await startNode(own, environment);
      return Object.assign(program, {url: `http://127.0.0.1:${own}`});
    },
    stopRedis: () => redis.end(),
    startRedis,
    close,
  };
}

/** As an operator does: the examples, and the package and node-redis from npm; the package is the one built here. */
function installServers(folder: string): void {
  cpSync(examples, folder, {recursive: true});
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', pack, {stdio: ['ignore', 'pipe', 'ignore']});
  const [{filename}] = JSON.parse(output.toString()) as [{filename: string}];
  const dependencies = {'voice-assistant-element': `file:${filename}`, redis: '6.3.1'};
  writeFileSync(join(folder, 'package.json'), JSON.stringify({type: 'module', dependencies}));
  appendFileSync(join(folder, '.npmrc'), 'audit=false\nfund=false\nprefer-offline=true\n');
  execFileSync('npm', ['install', '--loglevel=error'], {cwd: folder, stdio: ['ignore', 'ignore', 'inherit']});
}

async function ports(): Promise<[number, number, number, number, number]> {
  const next = () => closedPort();
  return [await next(), await next(), await next(), await next(), await next()];
}
