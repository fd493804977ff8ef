import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {capabilities as live} from '../../src/backends/openai-live/capabilities.js';
import {capabilities as realtime} from '../../src/backends/openai-realtime/capabilities.js';
import type {Delegate, VoiceTool} from '../../src/entries/index.js';
import {attributeOf, conversationSettingNames} from '../../src/elements/voice-assistant/settings-table.js';
import {codeBlocks} from './markdown.js';
import {writtenFolder} from './written-folder.js';

const page = 'docs/gpt-live.md';
const blocks = codeBlocks(page);

/** What the page says of each attribute and property that the Realtime API has. */
function migrationRows(): Map<string, string> {
  const [, section = ''] = readFileSync(page, 'utf8').split('\n## From the Realtime API\n');
  const rows = [...section.matchAll(/^\| (`.*?`) +\| (.*?) +\|$/gm)];
  return new Map(
    rows.flatMap(([, names = '', what = '']) =>
      [...names.matchAll(/`(.*?)`/g)].map(([, name]) => [name!, what]),
    ),
  );
}

/** What is given to the assistant of a page by the one block that has these words. */
async function givenBy(words: string, folder: string): Promise<object> {
  const [block, ...others] = blocks.filter(({code}) => code.includes(words));
  assert.deepEqual(others, []);
  const assistant = {};
  Object.assign(globalThis, {document: {querySelector: () => assistant}});
  const file = join(folder, `line-${block!.line}.js`);
  await writeFile(file, block!.code);
  await import(pathToFileURL(file).href);
  return assistant;
}

describe('In docs/gpt-live.md', () => {
  let folder: string;
  before(async () => {
    folder = await writtenFolder();
  });
  after(() => rm(folder, {recursive: true}));

  it('the migration has every setting of a conversation, by its attribute where it has one', () => {
    const rows = migrationRows();
    const missing = conversationSettingNames.filter(name => !rows.has(attributeOf(name)) && !rows.has(name));
    assert.deepEqual(missing, []);
  });

  it('what is said to be not read is what only the Realtime API reads', () => {
    const rows = migrationRows();
    const notRead = conversationSettingNames.filter(name =>
      (rows.get(attributeOf(name)) ?? rows.get(name))?.startsWith('not read'),
    );
    assert.deepEqual(
      notRead.sort(),
      realtime.reads.filter(name => !live.reads.includes(name) && name !== 'iceServers').sort(),
    );
  });

  it('the page does what is delegated to it', async () => {
    const {delegate} = (await givenBy('assistant.delegate =', folder)) as {delegate: Delegate};
    const asked: unknown[] = [];
    Object.assign(globalThis, {
      fetch: async (url: string, {body}: {body: string}) => {
        asked.push(url, JSON.parse(body));
        return new Response('It comes tomorrow.');
      },
    });
    const turn = {id: 't1', role: 'user', text: 'My order?', final: false, interrupted: false} as const;
    const task = {id: 'd1', transcript: [turn], pending: 'My order?'};
    const steps = delegate(task, new AbortController().signal) as AsyncIterableIterator<string, string>;
    assert.deepEqual(await steps.next(), {done: false, value: 'Looking it up in the shop.'});
    assert.deepEqual(await steps.next(), {done: true, value: 'It comes tomorrow.'});
    assert.deepEqual(asked, ['/ask', {said: [{role: 'user', text: 'My order?'}], pending: 'My order?'}]);
  });

  it('the page has the functions that the server declares', async () => {
    const {tools} = (await givenBy('assistant.tools =', folder)) as {tools: readonly VoiceTool[]};
    const [server] = blocks.filter(({code}) => code.includes("type: 'function'"));
    const declared = [...server!.code.matchAll(/type: 'function',\s+name: '(\w+)'/g)].map(([, name]) => name);
    assert.ok(declared.length);
    assert.deepEqual(
      tools.map(({name}) => name),
      declared,
    );
  });
});
