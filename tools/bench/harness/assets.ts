import {readdir, readFile} from 'node:fs/promises';
import {basename, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {brotliCompress, constants} from 'node:zlib';
import {bundleComparisonPages} from './comparison-pages.js';

/** A file of the site, as it goes over the wire. */
export interface Asset {
  readonly type: string;
  readonly brotli: Buffer;
}

/** Read once, so that a build in between changes nothing. */
export type Assets = ReadonlyMap<string, Asset>;

const widgetFolder = fileURLToPath(new URL('../../../dist/cdn/', import.meta.url));
const pagesFolder = fileURLToPath(new URL('../pages/', import.meta.url));
const listenersFolder = fileURLToPath(new URL('../../recording/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Pages and what listens in them at `/`, the built widget in `/widget/`, what it is compared with in `/comparison/`. */
export async function loadAssets(): Promise<Assets> {
  const widget = await readdir(widgetFolder).catch((): string[] => []);
  if (!widget.includes('voice-assistant.js')) {
    throw new Error('There is no dist/cdn/voice-assistant.js to measure. Build it first: npm run build');
  }
  const pages = (await readdir(pagesFolder)).filter(file => extname(file) === '.html');
  const files = [
    ...['recorder.js', 'sounds.js'].map(file => [`/${file}`, join(listenersFolder, file)] as const),
    ...pages.map(file => [`/${file}`, join(pagesFolder, file)] as const),
    ...widget.map(file => [`/widget/${file}`, join(widgetFolder, file)] as const),
    ...(await bundleComparisonPages(pagesFolder)).map(
      file => [`/comparison/${basename(file)}`, file] as const,
    ),
  ];
  const assets = await Promise.all(
    files.map(async ([path, file]) => [path, await asAsset(file, await readFile(file))] as const),
  );
  const widgetPage = await readFile(join(pagesFolder, 'widget.html'), 'utf8');
  const variant = async (path: string, change: (tag: string) => string) => {
    const page = widgetPage.replace(/<voice-assistant.*<\/voice-assistant>/, change);
    return [path, await asAsset(path, Buffer.from(page))] as const;
  };
  const over = (transport: string) => (tag: string) =>
    tag.replace('>', ` transport="${transport}" visualizer="none">`);
  return new Map([
    ...assets,
    await variant('/twenty-widgets.html', tag => Array(20).fill(tag).join('\n')),
    await variant('/widget-live.html', tag =>
      tag.replace(/ token-.*(?=>)/, ' backend="openai-live" session-endpoint="/session"'),
    ),
    await variant('/widget-webrtc.html', over('webrtc')),
    await variant('/widget-websocket.html', over('websocket')),
  ]);
}

const compress = promisify(brotliCompress);

async function asAsset(file: string, content: Buffer): Promise<Asset> {
  const brotli = await compress(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  return {type: types[extname(file)] ?? 'application/octet-stream', brotli};
}
