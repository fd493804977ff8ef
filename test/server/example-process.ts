import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {connect} from 'node:net';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {closedPort} from './closed-port.js';
import {until} from '../helpers/until.js';

export const examples = fileURLToPath(new URL('../../examples/servers/', import.meta.url));

/** What an example exports. It is JavaScript, so its types are said by who loads it. */
export const load = <Exports>(file: string) =>
  import(new URL(file, pathToFileURL(examples)).href) as Promise<Exports>;

/** What `signed-session.js` exports. */
export interface SignedSessionExports {
  signedSession(secret?: string): {
    cookieFor(user: string, lifetimeSeconds?: number): string;
    userOf(request: Request): string | null;
  };
}

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
  const port = await closedPort();
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
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Waits until a server takes connections; fails when it has ended instead. */
export async function untilListening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const listens = async () => {
    if (child.exitCode !== null) throw new Error(`The server ended: ${said()}`);
    return accepts(port);
  };
  await until(listens, () => `the server listens, which says: ${said()}`);
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
