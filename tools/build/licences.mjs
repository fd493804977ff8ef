import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Writes the licences of the packages that a bundle holds into a file beside it.
 * @param {string} fileName
 */
export function licences(fileName) {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const folders = new Set();
      for (const {moduleIds = []} of Object.values(bundle))
        for (const id of moduleIds) {
          const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? [];
          if (folder) folders.add(folder);
        }
      const texts = [...folders].sort().map(folder => {
        const {name, version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        return `${name} ${version} (${license})\n\n${licenceIn(folder)}`;
      });
      this.emitFile({type: 'asset', fileName, source: texts.join(`\n\n${'-'.repeat(72)}\n\n`)});
    },
  };
}

/** @param {string} folder */
function licenceIn(folder) {
  const files = existsSync(folder)
    ? readdirSync(folder).filter(name => /^(licen[cs]e|notice)/i.test(name))
    : [];
  return files.map(name => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}
