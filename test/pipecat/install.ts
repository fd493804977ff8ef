import {execFile} from 'node:child_process';
import {copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
/** Big, and the same for every clone of the project. */
const cache = join(homedir(), '.cache/voice-assistant-element/pipecat');
const python = join(cache, 'venv/bin/python');

/** Has Pipecat and the reference client in the cache folder. @returns where they are */
export async function install(): Promise<{python: string; modules: string}> {
  await need('espeak-ng', ['--version']);
  await need('python3', ['-c', 'import sys; assert sys.version_info >= (3, 11)'], 'Python 3.11');
  await mkdir(cache, {recursive: true});
  await unlessInstalled('requirements.txt', async () => {
    await run('python3', ['-m', 'venv', join(cache, 'venv')]);
    await run(python, ['-m', 'pip', 'install', '-q', '-r', join(here, 'requirements.txt')]);
  });
  await unlessInstalled('package.json', async () => {
    await copyFile(join(here, 'package.json'), join(cache, 'package.json'));
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {cwd: cache});
  });
  return {python, modules: join(cache, 'node_modules')};
}

async function need(command: string, args: readonly string[], name = command): Promise<void> {
  await run(command, args).catch((cause: unknown) => {
    throw new Error(`The tests with a bot of Pipecat need ${name}, which is not installed.`, {cause});
  });
}

async function unlessInstalled(list: string, act: () => Promise<void>): Promise<void> {
  const wanted = await readFile(join(here, list), 'utf8');
  const note = join(cache, `installed-${list}`);
  if ((await readFile(note, 'utf8').catch(() => '')) === wanted) return;
  try {
    await act();
  } catch (cause) {
    throw new Error(`What test/pipecat/${list} names could not be installed.`, {cause});
  }
  await writeFile(note, wanted);
}
