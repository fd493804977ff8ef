import {readdir, readFile} from 'node:fs/promises';
import {basename, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {brotliCompress, constants} from 'node:zlib';
import {bundleBaselines} from './baselines.js';

/** A file of the site, as it goes over the wire. */
export interface Asset {
  readonly type: string;
  readonly brotli: Buffer;
}

/** Read once, so that a build in between changes nothing. */
export type Assets = ReadonlyMap<string, Asset>;

const widgetFolder = fileURLToPath(new URL('../../../dist/cdn/', import.meta.url));
const pagesFolder = fileURLToPath(new URL('../pages/', import.meta.url));
const recorder = fileURLToPath(new URL('../../recording/recorder.js', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Pages and the recorder at `/`, the built widget in `/widget/`, what it is compared with in `/baseline/`. */
export async function loadAssets(): Promise<Assets> {
  const widget = await readdir(widgetFolder).catch((): string[] => []);
  if (!widget.includes('voice-assistant.js')) {
    throw new Error('There is no dist/cdn/voice-assistant.js to measure. Build it first: npm run build');
  }
  const pages = (await readdir(pagesFolder)).filter(file => extname(file) === '.html');
  const files = [
    ['/recorder.js', recorder] as const,
    ...pages.map(file => [`/${file}`, join(pagesFolder, file)] as const),
    ...widget.map(file => [`/widget/${file}`, join(widgetFolder, file)] as const),
    ...(await bundleBaselines(pagesFolder)).map(file => [`/baseline/${basename(file)}`, file] as const),
  ];
  return new Map(await Promise.all(files.map(async ([path, file]) => [path, await load(file)] as const)));
}

const compress = promisify(brotliCompress);

async function load(file: string): Promise<Asset> {
  const content = await readFile(file);
  const brotli = await compress(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  return {type: types[extname(file)] ?? 'application/octet-stream', brotli};
}
