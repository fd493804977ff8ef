import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

/** A local realtime server in a process of its own, which can be frozen as a whole. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(): Promise<ServerProcess> {
    const args = ['--import', 'tsx', 'test/faults/run-server.ts'];
    const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
    for await (const line of createInterface({input: child.stdout})) {
      const url = /Local realtime server at (\S+)/.exec(line)?.[1];
      if (url) return new ServerProcess(child, url);
    }
    throw new Error('The realtime server did not start.');
  }

  /** Stops the process where it stands: to the page the network has gone silent. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on. */
  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
