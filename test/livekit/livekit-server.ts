import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {installLiveKit} from '../../tools/livekit/install.js';
import {until} from '../helpers/until.js';

export const apiKey = 'devkey';
export const apiSecret = 'a-secret-for-tests-on-this-machine-only';

/** LiveKit's own server, and a worker with an agent, each a process of its own. */
export interface LiveKit {
  /** As pages and workers reach it. */
  readonly url: string;
  readonly server: () => ChildProcess;
  readonly worker: ChildProcess;
  /** Kills the server, and starts another one in its place. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

const agentFolder = fileURLToPath(new URL('../../examples/stacks/livekit-agents', import.meta.url));

/** @param servicesUrl what hears, thinks and speaks for the agent */
export async function startLiveKit(
  servicesUrl: string,
  environment: Record<string, string> = {},
): Promise<LiveKit> {
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
  const worker = spawn(programs.python, ['local.py', 'dev', '--no-reload'], {
    cwd: agentFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LIVEKIT_URL: url,
      LIVEKIT_API_KEY: apiKey,
      LIVEKIT_API_SECRET: apiSecret,
      SPEECH_URL: servicesUrl,
      LLM_URL: servicesUrl,
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    },
  });
  const log = listen(worker);
  await until(
    () => Promise.resolve(log().includes('registered worker')),
    () => `the worker is registered. It said: ${log()}`,
    60_000,
  );
  return {
    url,
    worker,
    server: () => server,
    async restartServer() {
      await ended(server);
      server = await startServer();
    },
    async close() {
      await Promise.all([ended(worker), ended(server)]);
      await rm(folder, {recursive: true, force: true});
    },
  };
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
