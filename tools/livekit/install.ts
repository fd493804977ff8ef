import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {findProgram, installWithApt} from '../browser/find-program.mjs';

const serverVersion = 'v1.13.5';
const agentsVersion = '1.8.9';

/** What a suite needs to run against the real thing. */
export interface LiveKitPrograms {
  /** The server of LiveKit. */
  readonly server: string;
  /** Python, with LiveKit's agents. */
  readonly python: string;
}

/**
 * Finds LiveKit's server and its agents, or installs them into a folder that stays.
 * @throws {Error} with one sentence that says what is missing
 */
export function installLiveKit(): LiveKitPrograms {
  const folder = join(homedir(), '.cache/voice-assistant-element/livekit');
  mkdirSync(folder, {recursive: true});
  needProgram(['pocketsphinx_continuous'], ['pocketsphinx', 'pocketsphinx-en-us']);
  return {server: installServer(folder), python: installAgents(folder)};
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

function run(program: string, args: readonly string[], environment: Record<string, string> = {}): void {
  const {status, error} = spawnSync(program, args, {
    stdio: 'inherit',
    env: {...process.env, ...environment},
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? status}`);
}
