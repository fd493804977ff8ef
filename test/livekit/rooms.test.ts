import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {untilTurn} from '../e2e/live-page.js';
import {press, turns, type, untilPhase} from '../e2e/widget.js';
import {livekitAttributes, setLiveKitStage, type LiveKitStage} from './livekit-stage.js';

const ticksPerSecond = 100;
const pageBytes = 4_096;

/** What processes have used: seconds of a processor, and memory in megabytes. */
function usage(pids: readonly number[]): {seconds: number; megabytes: number} {
  let [seconds, megabytes] = [0, 0];
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    seconds += (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    megabytes += (Number(fields[21]) * pageBytes) / 2 ** 20;
  }
  return {seconds, megabytes};
}

/** A process and all that it has started. */
function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1] === String(pid);
      } catch {
        return false; // It has ended.
      }
    });
  return [pid, ...children.flatMap(child => family(Number(child)))];
}

describe('several rooms at once', () => {
  let stage: LiveKitStage;
  const pages: Page[] = [];

  before(async () => {
    stage = await setLiveKitStage();
    // A site has one call at a time in a browser: each of these is a person of their own.
    await stage.openPage(livekitAttributes);
  });

  after(() => stage.close());

  async function person(): Promise<Page> {
    const page = await (await stage.browser.createBrowserContext()).newPage();
    await page.evaluateOnNewDocument('globalThis.__name = value => value');
    await page.goto(stage.url);
    await page.waitForSelector('voice-assistant:defined');
    pages.push(page);
    await page.bringToFront();
    await press(page, 'launcher');
    await untilPhase(page, 'listening', 60_000);
    return page;
  }

  const ask = async (page: Page, words: string) => {
    await page.bringToFront();
    await type(page, words);
    await untilTurn(page, 'assistant', `You said: ${words}`);
  };

  it('do not hear each other', async () => {
    const [first, second] = [await person(), await person()];
    await ask(first, 'i am one.');
    await ask(second, 'i am two.');
    const said = async (page: Page) => (await turns(page)).map(({text}) => text).join(' ');
    assert.ok(!(await said(first)).includes('two'));
    assert.ok(!(await said(second)).includes('one'));
    assert.equal(new Set(stage.rooms).size, stage.rooms.length);
  });

  it('are four, and what they cost is told', async () => {
    await person();
    await person();
    const server = [stage.livekit.server().pid!];
    const agents = family(stage.livekit.worker.pid!);
    const before = [usage(server), usage(agents)] as const;
    const since = performance.now();
    for (const page of pages) await ask(page, 'hello.');
    const seconds = (performance.now() - since) / 1000;
    const now = [usage(server), usage(agents)] as const;
    for (const [index, name] of ['server', 'agents'].entries()) {
      const load = (now[index]!.seconds - before[index]!.seconds) / seconds;
      console.log(
        `four rooms: ${name} ${(load * 100).toFixed(0)} % of a core, ${now[index]!.megabytes.toFixed(0)} MB`,
      );
    }
    assert.equal(pages.length, 4);
  });
});
