import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {programPath} from './programs.js';
import {WebDriverSession} from './webdriver.js';

/** A WebKitGTK browser on a screen of its own. */
export interface WebKit {
  readonly session: WebDriverSession;
  close(): Promise<void>;
}

/** Starts Debian's WebKit: a virtual screen, the driver, and the browser that it drives. */
export async function launchWebKit(): Promise<WebKit> {
  const binary = programPath('webKit');
  const processes: ChildProcess[] = [];
  const close = async () => {
    for (const child of processes.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
  };
  try {
    const display = await startDisplay(processes);
    const port = await freePort();
    const driver = spawn(programPath('webKitDriver'), [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: display,
        // Its sandbox wants rights that a container does not have.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        GDK_BACKEND: 'x11',
      },
    });
    processes.push(driver);
    const server = `http://127.0.0.1:${port}`;
    await untilAnswering(server, driver);
    const session = await WebDriverSession.open(server, {
      'webkitgtk:browserOptions': {binary, args: ['--automation', '--autoplay-policy=allow']},
    });
    return {
      session,
      close: () =>
        session
          .close()
          .catch(() => {})
          .then(close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDisplay(processes: ChildProcess[]): Promise<string> {
  const screen = spawn(programPath('display'), ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  processes.push(screen);
  const [line] = (await once(createInterface(screen.stdio[3] as Readable), 'line')) as [string];
  return `:${line.trim()}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilAnswering(server: string, driver: ChildProcess): Promise<void> {
  const end = performance.now() + 20_000;
  for (;;) {
    if (
      await fetch(`${server}/status`).then(
        response => response.ok,
        () => false,
      )
    )
      return;
    if (driver.exitCode !== null || performance.now() > end)
      throw new Error('WebKitWebDriver does not answer');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
