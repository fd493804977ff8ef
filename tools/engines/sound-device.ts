import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, watch} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {programPath} from './programs.js';

/** A loudspeaker that swallows what it is given, in real time. */
export interface SoundDevice {
  /** Where browsers find it: for `PULSE_SERVER` of their environment. */
  readonly address: string;
  close(): Promise<void>;
}

/** Without any sound device the audio clock of Firefox and WebKit stands still, and nothing is ever measured. */
export async function startSoundDevice(): Promise<SoundDevice> {
  const folder = mkdtempSync(join(tmpdir(), 'sound-device-'));
  const socket = join(folder, 'native');
  const modules = ['module-null-sink', `module-native-protocol-unix socket=${socket} auth-anonymous=1`];
  const listening = new Promise<void>(resolve => {
    const watcher = watch(folder, (_event, name) => {
      if (name !== 'native') return;
      watcher.close();
      resolve();
    });
  });
  const server = spawn(
    programPath('soundServer'),
    [
      ...['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--disable-shm=yes'],
      ...modules.flatMap(module => ['-L', module]),
    ],
    {stdio: 'ignore', env: {...process.env, HOME: folder, XDG_RUNTIME_DIR: folder}},
  );
  const ended = once(server, 'exit');
  await Promise.race([
    listening,
    ended.then(() => {
      throw new Error('The sound server did not start.');
    }),
  ]);
  return {
    address: `unix:${socket}`,
    async close() {
      server.kill();
      await ended;
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
