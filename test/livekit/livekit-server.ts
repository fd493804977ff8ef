import {spawn, type ChildProcess} from 'node:child_process';
import {cp, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {installLiveKit, installNodeAgents} from '../../tools/livekit/install.js';
import {until} from '../helpers/until.js';

export const apiKey = 'devkey';
export const apiSecret = 'a-secret-for-tests-on-this-machine-only';

/** LiveKit's own server, a process of its own. */
export interface LiveKitServer {
  /** As pages and workers reach it. */
  readonly url: string;
  readonly server: () => ChildProcess;
  /** Kills the server, and starts another one in its place. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

/** The server, and a worker with an agent. */
export interface LiveKit extends LiveKitServer {
  readonly worker: ChildProcess;
}

const stack = fileURLToPath(new URL('../../examples/stacks/livekit-agents', import.meta.url));

/** What the agent is written in. */
export type AgentLanguage = 'python' | 'node';

export async function startLiveKitServer(): Promise<LiveKitServer> {
  const programs = installLiveKit();
  const folder = await mkdtemp(join(tmpdir(), 'livekit-'));
  const [port, tcpPort, udpPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const config = join(folder, 'livekit.yaml');
  // YAML takes JSON.
  const settings = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      tcp_port: tcpPort,
      udp_port: udpPort,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      interfaces: {includes: ['lo']},
      enable_loopback_candidate: true,
    },
    keys: {[apiKey]: apiSecret},
    agents: {target_load: 1_000}, // This machine has more to do than to run agents.
    logging: {level: 'warn'},
  };
  await writeFile(config, JSON.stringify(settings));
  const url = `ws://127.0.0.1:${port}`;
  const startServer = async () => {
    const child = spawn(programs.server, ['--config', config], {stdio: ['ignore', 'pipe', 'pipe']});
    const log = listen(child);
    await until(
      () => isUp(port),
      () => `LiveKit’s server is up. It said: ${log()}`,
      15_000,
    );
    return child;
  };
  let server = await startServer();
  return {
    url,
    server: () => server,
    async restartServer() {
      await ended(server);
      server = await startServer();
    },
    async close() {
      await ended(server);
      await rm(folder, {recursive: true, force: true});
    },
  };
}

/**
 * @param servicesUrl what hears, thinks and speaks for the agent
 * @param agent the file of another one in Python, which may build on those of the stack
 */
export async function startLiveKit(
  servicesUrl: string,
  language: AgentLanguage = 'python',
  agent?: string,
): Promise<LiveKit> {
  const livekit = await startLiveKitServer();
  const folder = await mkdtemp(join(tmpdir(), 'livekit-agent-'));
  await cp(stack, folder, {recursive: true});
  const [command, ...args] = await commandOf(language, folder);
  const used = args.map(part => (part === 'local.py' ? (agent ?? part) : part));
  const worker = spawn(command, used, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: apiKey,
      LIVEKIT_API_SECRET: apiSecret,
      SPEECH_URL: servicesUrl,
      LLM_URL: servicesUrl,
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const log = listen(worker);
  await until(
    () => Promise.resolve(log().includes('registered worker')),
    () => `the worker is registered. It said: ${log()}`,
    60_000,
  );
  return {
    ...livekit,
    worker,
    async close() {
      await ended(worker);
      await livekit.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

/** How the agent in a folder is started, which has what it needs then. */
async function commandOf(language: AgentLanguage, folder: string): Promise<[string, ...string[]]> {
  if (language === 'python') return [installLiveKit().python, 'local.py', 'dev', '--no-reload'];
  await symlink(join(installNodeAgents(), 'node_modules'), join(folder, 'node_modules'));
  return [process.execPath, 'local.mjs', 'dev'];
}

/** The end of what a process says. */
function listen(child: ChildProcess): () => string {
  let log = '';
  const hear = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
    if (process.env.LIVEKIT_LOG) process.stderr.write(chunk);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return () => log;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode) return;
  const exit = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

async function isUp(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    ({ok}) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as {port: number};
  await new Promise(resolve => server.close(resolve));
  return port;
}
