import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import type {Browser} from 'puppeteer-core';
import {packs} from '../../src/localize/packs.js';
import {errorKinds} from '../../src/state/voice-error.js';
import {phases} from '../../src/state/phase.js';
import {injectAxe, violations} from '../../tools/stories/axe.js';
import {buildStorybook, storybookFolder} from '../../tools/stories/build.js';
import {serveFolder, type Site} from '../../tools/stories/serve.js';
import {StoryPage, launchBrowser, type Globals} from '../../tools/stories/story-browser.js';
import {storyIndex, type StoryEntry} from '../../tools/stories/story-index.js';

buildStorybook();
const entries = storyIndex();
const stories = entries.filter(({type}) => type === 'story');
const titles = [...new Set(stories.map(({title}) => title))];

/** Between them every theme and every direction; axe sees colours and structure, which do not depend on each other. */
const looks: readonly Globals[] = [
  {theme: 'light', direction: 'ltr'},
  {theme: 'dark', direction: 'rtl'},
];

let site: Site;
let browser: Browser;

before(async () => {
  site = await serveFolder(storybookFolder);
  browser = await launchBrowser();
});

after(async () => {
  await browser.close();
  site.close();
});

for (const look of looks) {
  describe(`stories in ${look.theme}, ${look.direction}`, () => {
    let page: StoryPage;
    before(async () => {
      page = await StoryPage.open(browser, site.url, look);
      await injectAxe(page.page);
    });
    after(() => page.page.close());

    for (const title of titles) {
      const group = stories.filter(story => story.title === title);
      test(`${title}: ${group.length} stories come about and are accessible`, async () => {
        const problems: string[] = [];
        for (const story of group) problems.push(...(await examine(page, story)));
        assert.deepEqual(problems, []);
      });
    }
  });
}

test('documentation opens', async () => {
  const page = await StoryPage.open(browser, site.url, {});
  const problems: string[] = [];
  for (const {id, type} of entries) {
    if (type !== 'docs') continue;
    await page.showDocs(id);
    problems.push(...page.takeProblems().map(problem => `${id}: ${problem}`));
  }
  assert.deepEqual(problems, []);
});

test('every phase of every element and every error has its story', () => {
  const ids = new Set(stories.map(({id}) => id));
  const elements = [...new Set(titles.map(title => title.split('/')[0]!))].filter(title =>
    title.startsWith('voice-'),
  );
  const wanted = [
    ...elements.flatMap(element =>
      phases.map(phase =>
        element === 'voice-assistant' ? `${element}-phases--${phase}` : `${element}--${phase}`,
      ),
    ),
    ...Object.keys(errorKinds).map(code => `voice-assistant-errors--${code}`),
  ];
  assert.deepEqual(
    wanted.filter(id => !ids.has(id)),
    [],
  );
});

test('every language has its story', () => {
  const shown = stories.filter(({title}) => title === 'voice-assistant/Languages');
  assert.equal(shown.length, Object.keys(packs).length);
});

async function examine(page: StoryPage, {id}: StoryEntry): Promise<readonly string[]> {
  await page.show(id);
  const found = [...(await violations(page.page)), ...page.takeProblems()];
  return found.map(problem => `${id}: ${problem}`);
}
