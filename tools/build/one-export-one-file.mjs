/**
 * Has the entry of the package hand out each module's names by a file of its own. esbuild's code splitting loads whatever
 * a file names, used or not, if a dynamic import leads there as well: a page that imports an error would load a call. An
 * `export *` names nothing.
 * @param {string} entry name of the entry's file
 * @param {string} folder of the files
 */
export function oneExportOneFile(entry, folder) {
  return {
    name: 'one-export-one-file',
    generateBundle(_, bundle) {
      const chunk = bundle[entry];
      // A module that is imported for its effect comes with the names that it hands on, and not with any others.
      const effects = chunk.code.matchAll(/^import '\.\/(.+)';\n/gm);
      const handedOnBy = new Map(
        [...effects].flatMap(([, path]) => bundle[path].exports.map(name => [name, path])),
      );
      chunk.code = chunk.code
        .replace(/^import '.+';\n/gm, '')
        .replace(/^export \{ (.+) \} from '\.\/(.+)';$/gm, (_, names, path) => {
          const from = handedOnBy.get(names) ?? path;
          const fileName = `${folder}/${from.replaceAll('/', '-')}`;
          const source = `export { ${names} } from '../${from}';\n`;
          this.emitFile({type: 'asset', fileName, source});
          return `export * from './${fileName}';`;
        });
    },
  };
}
