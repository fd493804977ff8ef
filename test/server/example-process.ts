import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {connect, createServer, type AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';

export const examples = fileURLToPath(new URL('../../examples/servers/', import.meta.url));

/** An example server that runs by itself. */
export interface ExampleProcess {
  readonly url: string;
  end(): Promise<void>;
}

/** Runs a server and waits until it takes connections. `{port}` in its arguments is replaced. */
export async function startExample(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<ExampleProcess> {
  const port = await freePort();
  const child = spawn(
    command,
    args.map(argument => argument.replace('{port}', String(port))),
    {
      cwd: examples,
      env: {...process.env, PORT: String(port), ...environment},
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await untilListening(port, child, () => said);
  return {
    url: `http://127.0.0.1:${port}`,
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${said()}`);
    if (performance.now() > end) throw new Error(`The server does not listen: ${said()}`);
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(socket, 'connect').then(() => [true]),
    once(socket, 'error').then(() => [false]),
  ]).catch(() => [false]);
  socket.destroy();
  return event === true;
}
