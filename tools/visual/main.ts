/* `npm run test:visual`: pictures of stories, compared with those in test/visual/references. Words choose some of
   them by name; `--update` takes the pictures as they are now for references. */
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'puppeteer-core';
import {buildStorybook, storybookFolder} from '../stories/build.js';
import {serveFolder} from '../stories/serve.js';
import {StoryPage, launchBrowser} from '../stories/story-browser.js';
import {compare, squeeze} from './compare.js';
import {shots, type Shot} from './shots.js';
import {
  deterministicFlags,
  finishMotion,
  fixedClock,
  useDeterministicFont,
} from './deterministic-rendering.js';

const references = 'test/visual/references';
/** Where pictures that differ are put, with what is different. */
const output = '.cache/visual';
const height = 620;

const update = process.argv.includes('--update');
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const wanted = shots.filter(({name}) => !words.length || words.some(word => name.includes(word)));

async function takePicture(page: StoryPage, {story, args, width}: Shot): Promise<Uint8Array> {
  await page.page.setViewport({width, height});
  await page.show(story, args);
  const [problem] = page.takeProblems();
  if (problem) throw new Error(problem);
  await finishMotion(page.page);
  return page.page.screenshot();
}

/** @returns what is wrong with a picture, if anything is */
function judge(name: string, picture: Uint8Array): string | null {
  const file = join(references, `${name}.png`);
  if (update) {
    writeFileSync(file, squeeze(picture));
    return null;
  }
  if (!existsSync(file)) return 'there is no reference: look at the picture, then run with --update';
  const {same, reason, difference} = compare(readFileSync(file), picture);
  if (same) return null;
  if (difference) writeFileSync(join(output, `${name}.difference.png`), difference);
  return reason;
}

async function examine(browser: Browser, site: string): Promise<number> {
  let failed = 0;
  const looks = new Set(wanted.map(({globals}) => globals));
  for (const globals of looks) {
    const page = await StoryPage.open(browser, site, globals, fixedClock);
    await useDeterministicFont(page.page);
    for (const shot of wanted.filter(shot => shot.globals === globals)) {
      let problem: string | null;
      try {
        const picture = await takePicture(page, shot);
        problem = judge(shot.name, picture);
        if (problem) writeFileSync(join(output, `${shot.name}.png`), picture);
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
      }
      if (!problem) continue;
      failed++;
      console.error(`✗ ${shot.name}: ${problem}`);
    }
    await page.page.close();
  }
  return failed;
}

buildStorybook();
rmSync(output, {recursive: true, force: true});
mkdirSync(output, {recursive: true});
mkdirSync(references, {recursive: true});
const site = await serveFolder(storybookFolder);
const browser = await launchBrowser(deterministicFlags);
try {
  const failed = await examine(browser, site.url);
  console.log(`${wanted.length - failed} passed, ${failed} failed`);
  if (failed) console.log(`The pictures that differ are in ${output}.`);
  process.exitCode = failed ? 1 : 0;
} finally {
  await browser.close();
  site.close();
}
