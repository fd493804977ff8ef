import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const examples = join(import.meta.dirname, '../../examples');

/** A folder outside the project, for the package as it would be published and for copies of the examples. */
export interface Workshop {
  /** Copies an example, installs it with the packed package, and builds it. @returns its folder */
  build(example: string): Promise<string>;
  close(): void;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'voice-examples-'));
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{filename}] = JSON.parse(output.toString()) as [{filename: string}];
  return {
    async build(example) {
      const copy = join(folder, example);
      cpSync(join(examples, example), copy, {
        recursive: true,
        filter: path => !/[\\/](node_modules|dist|\.next)$/.test(path),
      });
      usePacked(join(copy, 'package.json'), join(folder, filename));
      await run(copy, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
      await run(copy, 'npm', 'run', 'build');
      return copy;
    },
    close: () => rmSync(folder, {recursive: true, force: true}),
  };
}

/** Where a visitor's copy names a version, this one names the package that was just built. */
function usePacked(file: string, tarball: string): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {dependencies: Record<string, string>};
  manifest.dependencies['voice-assistant-element'] = `file:${tarball}`;
  writeFileSync(file, JSON.stringify(manifest));
}

/** Runs a command to its end, and fails with what it printed. */
async function run(cwd: string, command: string, ...args: string[]): Promise<void> {
  const child = spawn(command, args, {cwd, env: {...process.env, NEXT_TELEMETRY_DISABLED: '1'}});
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += String(data)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${printed}`);
}
