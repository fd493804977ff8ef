/* Writes what is made from the code: the manifest and the tables in docs/. With --check it only compares. */
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';
import {phaseTableMarkdown} from './phase-table.js';
import {replaceSection} from './sections.js';

/** Inside the project: the analyzer takes its output folder relative to it. */
const cache = 'node_modules/.cache/manifest';

/** The manifest as it should be. */
function manifest(): string {
  const args = ['analyze', '--quiet', '--config', 'custom-elements-manifest.config.mjs', '--outdir', cache];
  const {status} = spawnSync('npx', ['--no-install', 'cem', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The custom-elements manifest could not be made.');
  return `${readFileSync(`${cache}/custom-elements.json`, 'utf8').trimEnd()}\n`;
}

/** A document with a section written anew, formatted like the others. */
async function document(file: string, section: string, content: string): Promise<string> {
  const text = replaceSection(readFileSync(file, 'utf8'), section, content);
  return format(text, {...(await resolveConfig(file)), parser: 'markdown'});
}

const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'custom-elements.json': manifest,
  'docs/architecture.md': () => document('docs/architecture.md', 'phase-table', phaseTableMarkdown()),
};

const check = process.argv.includes('--check');
for (const [file, make] of Object.entries(generated)) {
  const text = await make();
  if (!check) {
    writeFileSync(file, text);
    console.log(`${file} written`);
  } else if (readFileSync(file, 'utf8') === text) {
    console.log(`${file} is up to date`);
  } else {
    console.error(`${file} is stale: run npm run docs`);
    process.exitCode = 1;
  }
}
