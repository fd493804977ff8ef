import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';

const cacheFolder = fileURLToPath(new URL('../../../bench/.cache/', import.meta.url));

/**
 * Bundles the scripts of the pages that the widget is compared with, for production, with the bundler that the
 * SDK's quick start sets up.
 * @returns the files
 */
export async function bundleComparisonPages(pagesFolder: string): Promise<string[]> {
  await build({
    configFile: false,
    root: pagesFolder,
    logLevel: 'error',
    build: {
      outDir: cacheFolder,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        input: ['baseline', 'live-baseline', 'lit', 'quick-start'].map(name =>
          join(pagesFolder, `${name}.js`),
        ),
        output: {entryFileNames: '[name].js', chunkFileNames: '[name].js'},
      },
    },
  });
  return (await readdir(cacheFolder)).map(file => join(cacheFolder, file));
}
