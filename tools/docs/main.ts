/* Writes what is made from the code: manifest, framework types, and tables in docs/. With --check it only compares. */
import {readFileSync, writeFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';
import {eventsMarkdown} from './events-table.js';
import {apiPage} from './manifest/api-page.js';
import {frameworkTypes} from './manifest/framework-types.js';
import {makeManifest} from './manifest/manifest.js';
import {orbTableMarkdown} from './orb-table.js';
import {phaseTableMarkdown} from './phase-table.js';
import {responseTableMarkdown} from './response-table.js';
import {replaceSection} from './sections.js';

/** Formatted like what people write. */
async function formatted(file: string, text: string): Promise<string> {
  return format(text, {...(await resolveConfig(file)), filepath: file});
}

/** @param sections what each of them holds, by its name */
function document(file: string, sections: Readonly<Record<string, string>>): Promise<string> {
  const text = Object.entries(sections).reduce(
    (text, [section, content]) => replaceSection(text, section, content),
    readFileSync(file, 'utf8'),
  );
  return formatted(file, text);
}

/** Every generated file with its text. */
async function generate(): Promise<Record<string, string>> {
  const manifest = makeManifest();
  return {
    'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'src/frameworks/tags.ts': await formatted('src/frameworks/tags.ts', frameworkTypes(manifest)),
    'docs/api.md': await formatted('docs/api.md', apiPage(manifest)),
    'docs/architecture.md': await document('docs/architecture.md', {
      'phase-table': phaseTableMarkdown(),
      'response-table': responseTableMarkdown(),
    }),
    'docs/theming.md': await document('docs/theming.md', {'orb-table': orbTableMarkdown()}),
    'docs/events.md': await document('docs/events.md', {events: eventsMarkdown(JSON.stringify(manifest))}),
  };
}

const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const check = process.argv.includes('--check');
for (const [file, text] of Object.entries(await generate())) {
  if (!check) {
    writeFileSync(file, text);
    console.log(`${file} written`);
  } else if (read(file) === text) {
    console.log(`${file} is up to date`);
  } else {
    console.error(`${file} is stale: run npm run docs`);
    process.exitCode = 1;
  }
}
