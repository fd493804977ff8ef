import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {ServerResponse} from 'node:http';
import {extname, join, resolve, sep} from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
};

/** The path that a request asks for, decoded; null where it is none. A path may begin with two slashes. */
export function requestPath(target: string | undefined): string | null {
  try {
    return target?.startsWith('/') ? decodeURIComponent(new URL(`http://localhost${target}`).pathname) : null;
  } catch {
    return null; // No UTF-8 is encoded in it.
  }
}

/** Answers with a file below `root`. @returns false when there is none, or the path leads outside */
export async function serveFile(root: string, path: string, response: ServerResponse): Promise<boolean> {
  const file = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(resolve(root) + sep)) return false;
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return false;
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
  });
  createReadStream(file).pipe(response);
  return true;
}
