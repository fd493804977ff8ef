import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import type {Browser, Page} from 'puppeteer-core';
import {until} from '../helpers/until.js';
import {watchResources} from './watch-resources.js';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
/** Installing may load some hundred megabytes. */
const installMs = 300_000;
const startMs = 90_000;

/** A folder of `examples/stacks`, copied to a place of its own, with the package as npm would have it. */
export class CopiedStack {
  readonly #folder: string;
  readonly #running = new Set<ChildProcess>();
  #log = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param name of the folder */
  static async copy(name: string): Promise<CopiedStack> {
    const folder = await mkdtemp(join(tmpdir(), 'stack-'));
    const copy = new CopiedStack(folder);
    const packed = join(folder, 'packed');
    await mkdir(packed);
    await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed], {cwd: project});
    const [archive] = await readdir(packed);
    await cp(join(project, 'examples/stacks', name), copy.#path, {recursive: true});
    const file = join(copy.#path, 'package.json');
    const asWritten = await readFile(file, 'utf8');
    await writeFile(file, asWritten.replace('"*"', JSON.stringify(`file:${join(packed, archive!)}`)));
    return copy;
  }

  /** What the commands have said lately. */
  get log(): string {
    return this.#log;
  }

  /** Runs the command of the README that installs what `npm run` of this name needs. */
  async install(name: string): Promise<void> {
    const {install} = await this.commands(name);
    await run('sh', ['-c', install], {cwd: this.#path, timeout: installMs});
  }

  /** Starts with the command of the README. @returns the address to open, once it says so */
  async start(name: string, environment: Record<string, string> = {}): Promise<string> {
    const {start} = await this.commands(name);
    this.#log = '';
    const [port, botPort] = [await freePort(), await freePort()].map(String);
    const env = {
      ...process.env,
      PORT: port,
      BOT_PORT: botPort,
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    };
    // In a group of its own, to be ended with all that it starts.
    const child = spawn('sh', ['-c', start], {cwd: this.#path, env, detached: true});
    this.#running.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (words: Buffer) => (this.#log = (this.#log + words.toString()).slice(-20_000)));
    const address = () => /^Open (http\S+)$/m.exec(this.#log)?.[1];
    await until(
      () => address() ?? child.exitCode !== null,
      () => `“${start}” names an address. It said: ${this.#log}`,
      startMs,
    );
    if (!address()) throw new Error(`“${start}” ended: ${this.#log}`);
    return address()!;
  }

  async stop(): Promise<void> {
    for (const child of this.#running) {
      this.#running.delete(child);
      if (child.exitCode !== null || child.signalCode) continue;
      const exit = new Promise(resolve => child.once('exit', resolve));
      process.kill(-child.pid!, 'SIGKILL');
      await exit;
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, {recursive: true, force: true, maxRetries: 3});
  }

  get #path(): string {
    return join(this.#folder, 'stack');
  }

  /** The two commands of the README that end with `npm run` of this name. */
  async commands(name: string): Promise<{install: string; start: string}> {
    const readme = await readFile(join(this.#path, 'README.md'), 'utf8');
    for (const [, code] of readme.matchAll(/```sh\n([^`]*)```/g)) {
      const [install, start, ...others] = code!.trim().split('\n');
      if (start === `npm run ${name}` && !others.length) return {install: install!, start};
    }
    throw new Error(`No two commands in the README for “npm run ${name}”.`);
  }
}

/** Opens the page of a stack, as a person would. */
export async function openStackPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', error => console.error('Page error:', error));
  await page.evaluateOnNewDocument('globalThis.__name = value => value');
  await page.evaluateOnNewDocument(watchResources);
  await page.goto(url);
  await page.waitForSelector('voice-assistant:defined');
  return page;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
