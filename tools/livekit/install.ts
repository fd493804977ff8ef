import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {findProgram, installWithApt} from '../browser/find-program.mjs';

const serverVersion = 'v1.13.5';
const agentsVersion = '1.8.9';
/** Agents in Node. A later `rtc-node` is not what these agents take. */
export const nodePackages = [
  '@livekit/agents@1.9.0',
  '@livekit/agents-plugin-openai@1.9.0',
  '@livekit/rtc-node@0.13.35',
  'zod@4.6.7',
];

/** What a suite needs to run against the real thing. */
export interface LiveKitPrograms {
  /** The server of LiveKit. */
  readonly server: string;
  /** Python, with LiveKit's agents. */
  readonly python: string;
}

const cache = join(homedir(), '.cache/voice-assistant-element/livekit');

/**
 * Finds LiveKit's server and its agents, or installs them into a folder that stays.
 * @throws {Error} with one sentence that says what is missing
 */
export function installLiveKit(): LiveKitPrograms {
  mkdirSync(cache, {recursive: true});
  needProgram(['pocketsphinx_continuous'], ['pocketsphinx', 'pocketsphinx-en-us']);
  return {server: installServer(cache), python: installAgents(cache)};
}

/**
 * Finds LiveKit's agents for Node, or installs them into the same folder.
 * @returns the folder that has them in `node_modules`
 */
export function installNodeAgents(): string {
  const folder = join(cache, 'node-agents-1.9.0');
  const complete = join(folder, 'installed');
  if (existsSync(complete)) return folder;
  console.log('Installing LiveKit’s agents for Node …');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...nodePackages], {}, folder);
  mkdirSync(complete);
  return folder;
}

function installServer(folder: string): string {
  const installed = process.env.LIVEKIT_SERVER ?? findProgram(['livekit-server']);
  const program = installed ?? join(folder, serverVersion, 'server');
  if (existsSync(program)) return program;
  const go = needProgram(['go', '/usr/local/go/bin/go'], ['golang-go']);
  console.log('Compiling LiveKit’s server, some minutes …');
  const source = `github.com/livekit/livekit-server/cmd/server@${serverVersion}`;
  run(go, ['install', source], {GOBIN: join(folder, serverVersion)});
  return program;
}

function installAgents(folder: string): string {
  const environment = join(folder, `agents-${agentsVersion}`);
  const python = join(environment, 'bin/python');
  const complete = join(environment, 'installed');
  if (existsSync(complete)) return python;
  console.log('Installing LiveKit’s agents …');
  run(needProgram(['python3'], ['python3', 'python3-venv']), ['-m', 'venv', environment]);
  run(python, ['-m', 'pip', 'install', '-q', `livekit-agents[openai]==${agentsVersion}`]);
  mkdirSync(complete);
  return python;
}

function needProgram(names: readonly string[], packages: readonly string[]): string {
  const found = findProgram(names) ?? (installWithApt(packages) ? findProgram(names) : undefined);
  if (found) return found;
  throw new Error(`${names[0]} is missing: install it (Debian: apt-get install ${packages.join(' ')}).`);
}

function run(
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
  cwd?: string,
): void {
  const {status, error} = spawnSync(program, args, {
    stdio: 'inherit',
    cwd,
    env: {...process.env, ...environment},
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? status}`);
}
