import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {until} from '../helpers/until.js';
import {install} from './install.js';

/** A call, as its bot knows it. */
export interface BotCall {
  readonly open: boolean;
  /** How often a page connected to this bot. */
  readonly connected: number;
  /** What the page sent with its offer. */
  readonly body: {readonly history?: readonly {readonly role: string; readonly text: string}[]} | null;
  /** What the model knows. */
  readonly messages: readonly {readonly role: string; readonly content: unknown}[];
  /** Loudness of the microphone lately, 0 to 1. */
  readonly level: number;
}

export interface BotOptions {
  /** Whether the voice tells each word as it is spoken. @default 'words' */
  readonly voice?: 'words' | 'sentences';
  /** Whether it takes the messages of this package beside RTVI. @default true */
  readonly page?: boolean;
}

/** A server of bots, in a process of its own. */
export class BotServer {
  readonly port: number;
  readonly #options: BotOptions;
  #process: ChildProcess | null = null;
  #log = '';

  constructor(port: number, options: BotOptions) {
    this.port = port;
    this.#options = options;
  }

  /** Starts it, also again after it was killed. */
  async start(): Promise<void> {
    const {python} = await install();
    const {voice = 'words', page = true} = this.#options;
    const script = fileURLToPath(new URL('bot.py', import.meta.url));
    const env = {...process.env, VOICE: voice, PAGE: page ? '' : 'plain', PYTHONUNBUFFERED: '1'};
    const child = spawn(python, [script, '--port', String(this.port)], {env, stdio: 'pipe'});
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (this.#log = (this.#log + text.toString()).slice(-8_000)));
    await until(
      () => this.calls().then(Boolean, () => child.exitCode !== null),
      () => `the bot has started: ${this.#log}`,
      60_000,
    );
    if (child.exitCode !== null) throw new Error(`The bot has ended: ${this.#log}`);
  }

  get log(): string {
    return this.#log;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(name);
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode) return;
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async calls(): Promise<readonly BotCall[]> {
    const response = await fetch(`http://127.0.0.1:${this.port}/test/calls`);
    return (await response.json()) as readonly BotCall[];
  }

  /** Has the last bot do something. */
  async do(what: object): Promise<void> {
    const headers = {'Content-Type': 'application/json'};
    await fetch(`http://127.0.0.1:${this.port}/test/do`, {
      method: 'POST',
      headers,
      body: JSON.stringify(what),
    });
  }
}

/** Starts a server of bots on a free port. */
export async function startBots(options: BotOptions = {}): Promise<BotServer> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const {port} = probe.address() as AddressInfo;
  probe.close();
  const bots = new BotServer(port, options);
  await bots.start();
  return bots;
}
