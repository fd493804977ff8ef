import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A folder outside the project, for the package as it would be published and for copies of what uses it. */
export interface Workshop {
  /** Copies a folder of `sources`, and installs it with the packed package. @returns the copy */
  install(name: string, versions?: Readonly<Record<string, string>>): Promise<string>;
  /** The same, and builds it. */
  build(name: string): Promise<string>;
  close(): void;
}

/** @param sources what uses the package, a folder each */
export function openWorkshop(sources: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'voice-examples-'));
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{filename}] = JSON.parse(output.toString()) as [{filename: string}];
  const install: Workshop['install'] = async (name, versions = {}) => {
    const copy = mkdtempSync(join(folder, `${name}-`));
    cpSync(join(sources, name), copy, {
      recursive: true,
      filter: path => !/[\\/](node_modules|dist|\.(angular|astro|next|nuxt|output))$/.test(path),
    });
    useVersions(join(copy, 'package.json'), {
      ...versions,
      'voice-assistant-element': `file:${join(folder, filename)}`,
    });
    await run(copy, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
    return copy;
  };
  return {
    install,
    async build(name) {
      const copy = await install(name);
      await run(copy, 'npm', 'run', 'build');
      return copy;
    },
    close: () => rmSync(folder, {recursive: true, force: true}),
  };
}

/** Where a visitor's copy names a version, this one names another, as that of the package that was just built. */
function useVersions(file: string, versions: Readonly<Record<string, string>>): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  for (const kind of ['dependencies', 'devDependencies'])
    for (const name of Object.keys(manifest[kind] ?? {}))
      manifest[kind]![name] = versions[name] ?? manifest[kind]![name]!;
  writeFileSync(file, JSON.stringify(manifest));
}

const withoutTelemetry = {
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NUXT_TELEMETRY_DISABLED: '1',
};

/** Runs a command to its end, and fails with what it printed. @returns the same */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  const child = spawn(command, args, {cwd, env: {...process.env, ...withoutTelemetry}});
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += String(data)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${printed}`);
  return printed;
}
