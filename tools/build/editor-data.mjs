import {readFileSync} from 'node:fs';
import {generateJetBrainsWebTypes} from 'custom-element-jet-brains-integration';
import {generateVsCodeCustomElementData} from 'custom-element-vs-code-integration';

/**
 * Writes what VS Code (HTML and CSS) and JetBrains' editors complete and explain from, made from the manifest.
 * @param {string} outdir
 * @returns {import('rollup').Plugin}
 */
export function editorData(outdir) {
  return {
    name: 'editor-data',
    writeBundle() {
      const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
      const options = {outdir, hideLogs: true};
      generateVsCodeCustomElementData(manifest, options);
      generateJetBrainsWebTypes(manifest, {...options, packageJson: false});
    },
  };
}
