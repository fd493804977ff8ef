import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type {RealtimeModel} from '../../src/session/realtime-model.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const manifest = join(project, 'test/backends/ai-sdk/package.json');

/** Where the packages of `test/backends/ai-sdk/package.json` are installed. */
export const packages = join(project, 'node_modules/.cache/ai-sdk');

/** Installs them, unless they are there. @throws a sentence that says what is missing */
export function install(): void {
  const installed = join(packages, 'package.json');
  const wanted = readFileSync(manifest, 'utf8');
  if (existsSync(join(packages, 'node_modules')) && readFileSync(installed, 'utf8') === wanted) return;
  mkdirSync(packages, {recursive: true});
  copyFileSync(manifest, installed);
  try {
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    execFileSync('npm', args, {cwd: packages, stdio: ['ignore', 'ignore', 'pipe']});
  } catch (cause) {
    throw new Error('The packages of test/backends/ai-sdk/package.json could not be installed', {cause});
  }
}

/** Loads one of them. */
export function load<T>(name: string): Promise<T> {
  const {resolve} = createRequire(join(packages, 'package.json'));
  return import(pathToFileURL(resolve(name)).href) as Promise<T>;
}

/** A provider of the AI SDK. */
export interface Provider {
  experimental_realtime: {
    (modelId: string): RealtimeModel;
    getToken(options: {
      model: string;
      sessionConfig?: object;
    }): Promise<{token: string; url: string; expiresAt?: number}>;
  };
}

interface ProviderOptions {
  readonly apiKey: string;
  readonly baseURL?: string;
}

/** The packages, and what makes a provider in each. */
const makers = {
  openai: 'createOpenAI',
  google: 'createGoogle',
  xai: 'createXai',
  gateway: 'createGateway',
} as const;

/** Makes a provider. Its key is not used where a page only has the codec. */
export async function createProvider(
  name: keyof typeof makers,
  options: ProviderOptions = {apiKey: 'none'},
): Promise<Provider> {
  const exports = await load<Record<string, (options: ProviderOptions) => Provider>>(`@ai-sdk/${name}`);
  return exports[makers[name]]!(options);
}
