import {mkdir, mkdtemp} from 'node:fs/promises';
import {join} from 'node:path';

/** A folder for code of the docs that is run, within the package; the compiler and lint do not look there. */
export async function writtenFolder(): Promise<string> {
  await mkdir('.cache', {recursive: true});
  return mkdtemp(join(process.cwd(), '.cache/docs-'));
}
