import {readFile} from 'node:fs/promises';
import type {Browser, Page} from 'puppeteer-core';
import type {Call, RequestRecord} from '../../local-server/index.js';
import {makeSpeechWav} from '../../local-server/speech-wav.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import type {TurnRole} from '../../src/state/turns.js';
import {puppetMicrophone} from '../faults/page-scripts.js';
import {until} from '../helpers/until.js';
import type {Stage} from './stage.js';
import {turns} from './widget.js';

/** Of a widget that talks with GPT-Live. */
export const liveAttributes = 'backend="openai-live" session-endpoint="/session"';

/** A browser that scenes are played in. */
export interface Engine {
  readonly name: string;
  /** Chromium when unset. */
  readonly launch?: () => Promise<Browser>;
}

export const chromium: Engine = {name: 'Chromium'};

/** Opens a page whose microphone hears what the test lets it hear. */
export function openLivePage(stage: Stage, ...scripts: (() => void)[]): Promise<Page> {
  return stage.openPage(liveAttributes, async blank => {
    for (const script of [puppetMicrophone, ...scripts]) await blank.evaluateOnNewDocument(script);
  });
}

/** Has the person say something. Resolves when it is said. */
export async function say(page: Page, text: string): Promise<void> {
  const recording = await readFile(await makeSpeechWav([{text}]), 'base64');
  await page.evaluate(wav => window.puppet.play(wav), recording);
}

/** What is remembered of a snapshot. */
type Seen = Pick<Snapshot, 'phase' | 'userSpeaking' | 'playing'>;

/** Remembers how the conversation stood, from now on. `until` waits for a moment after the one that it found last. */
export async function watchSnapshots(
  page: Page,
): Promise<{until(condition: (seen: Seen) => boolean): Promise<void>}> {
  await page.$eval('voice-assistant', assistant => {
    const seen: Seen[] = [];
    Object.assign(window, {seen});
    assistant.subscribe(() => {
      const {phase, userSpeaking, playing} = assistant.snapshot;
      seen.push({phase, userSpeaking, playing});
    });
  });
  let from = 0;
  return {
    async until(condition) {
      let recent: Seen[] = [];
      const found = async () => {
        recent = await page.evaluate(start => (window as unknown as {seen: Seen[]}).seen.slice(start), from);
        const index = recent.findIndex(condition);
        if (index >= 0) from += index + 1;
        return index >= 0;
      };
      await until(found, () => `${String(condition)}, but lately: ${JSON.stringify(recent.at(-1))}`, 15_000);
    },
  };
}

/** Waits until the last turn of a side has these words, or ends with them. */
export async function untilTurn(page: Page, role: TurnRole, text: string): Promise<void> {
  let shown: string | undefined;
  const so = async () => {
    shown = (await turns(page)).findLast(turn => turn.role === role)?.text;
    return shown?.endsWith(text) === true;
  };
  await until(so, () => `the last words of ${role} are “${text}”, not “${shown}”`, 15_000);
}

/** Of sessions that take typed words, as they delegate to a Responses model. */
export const answersWords = {delegation: {type: 'responses', responses: {model: 'gpt-5.5'}}};

/** What a page asks its host's endpoint for. */
interface Offer {
  readonly history?: readonly {readonly role: TurnRole; readonly text: string}[];
  readonly previousSessionId?: string;
}

/** Keeps the bodies of the requests for a session, from now on. In the page, since not every browser tells them. */
export async function noteOffers(page: Page): Promise<() => Promise<Offer[]>> {
  await page.evaluate(() => {
    const offers: Offer[] = [];
    Object.assign(window, {offers});
    const {fetch} = window;
    window.fetch = (input, init) => {
      const {url} = new Request(input);
      if (url.endsWith('/session')) offers.push(JSON.parse(init?.body as string) as Offer);
      return fetch(input, init);
    };
  });
  return () => page.evaluate(() => (window as unknown as {offers: Offer[]}).offers);
}

/** All requests for a session so far: each may cost. */
export function sessionRequests({realtime}: Stage): readonly RequestRecord[] {
  return realtime.requests.filter(({path}) => path === '/session');
}

/** What a session was told of what was said before it. */
export function toldWords({session}: Call): {role: string; text: string}[] {
  const input = (session.input ?? []) as readonly {role: string; content: readonly {text: string}[]}[];
  return input.map(({role, content}) => ({role, text: content.map(({text}) => text).join(' ')}));
}

/** Waits until a call has taken the place of this one. */
export async function nextLiveCall({realtime}: Stage, call: Call): Promise<Call> {
  const {calls} = realtime;
  const next = await realtime.waitForCall(other => calls.indexOf(other) > calls.indexOf(call), 20_000);
  await next.waitForState('open', 20_000);
  return next;
}

/** Waits until no microphone and no connection is open any more. */
export async function assertLetGo(page: Page): Promise<void> {
  const left = () =>
    page.evaluate(() => {
      const {tracks, peers} = window.resources;
      return [
        ...tracks.filter(({readyState}) => readyState === 'live'),
        ...peers.filter(({connectionState}) => connectionState !== 'closed'),
      ].length;
    });
  await until(async () => (await left()) === 0, 'microphone and connection are closed');
}
