import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';

const hashes = 'integrity.json';

/**
 * After the last build: writes the integrity hash of every file in `folder`, and tells what each weighs on the wire.
 * @param {string} folder
 * @param {{quiet: boolean}} options
 * @returns {import('rollup').Plugin}
 */
export function publishedFiles(folder, {quiet}) {
  return {
    name: 'published-files',
    writeBundle() {
      const files = readdirSync(folder)
        .filter(name => name !== hashes)
        .sort()
        .map(name => ({name, content: readFileSync(join(folder, name))}));
      const integrity = Object.fromEntries(files.map(({name, content}) => [name, integrityOf(content)]));
      writeFileSync(join(folder, hashes), `${JSON.stringify(integrity, null, 2)}\n`);
      if (!quiet) console.log(sizeTable(files));
    },
  };
}

/** @param {Buffer} content */
function integrityOf(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** @param {readonly {name: string, content: Buffer}[]} files */
function sizeTable(files) {
  const widest = Math.max(...files.map(({name}) => name.length));
  const line = (name, ...sizes) =>
    [name.padEnd(widest), ...sizes.map(size => String(size).padStart(9))].join(' ');
  const rows = files.map(({name, content}) =>
    line(name, content.length, gzipSync(content).length, brotliCompressSync(content).length),
  );
  return [line('file', 'bytes', 'gzip', 'brotli'), ...rows].join('\n');
}
