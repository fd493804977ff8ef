import type {Page} from 'puppeteer-core';
import type {Snapshot} from '../../src/state/snapshot.js';
import type {TurnRole} from '../../src/state/turns.js';
import {until} from '../helpers/until.js';
import {turns} from './widget.js';

/** Of a widget that talks with GPT-Live. */
export const liveAttributes = 'backend="openai-live" session-endpoint="/session"';

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
