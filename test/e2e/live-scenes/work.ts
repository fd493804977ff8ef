import assert from 'node:assert/strict';
import type {ClientEvent} from 'openai/resources/live/live';
import type {Page} from 'puppeteer-core';
import type {Call} from '../../../local-server/index.js';
import type {DelegatedTask} from '../../../src/session/settings.js';
import {typeErrors} from '../../helpers/openai-types.js';
import {withStableIds} from '../../local-server/helpers/live-scenarios.js';
import {press, untilPhase} from '../widget.js';

/* What both scenes of delegation need. */

export const order = 'Please add two teas to my cart.';

/** What a page keeps of what it was asked to do. */
export interface Kept {
  readonly done: unknown[];
  readonly asked: DelegatedTask[];
  /** Ends what the page is doing. */
  finish(): void;
}

/** Has the user do what they can do with any session. */
export async function useControls(page: Page, call: Call): Promise<void> {
  await press(page, 'mute');
  await call.waitForEvent('session.input_audio.mute');
  await press(page, 'mute');
  await call.waitForEvent('session.input_audio.unmute');
  call.say('One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve.');
  await untilPhase(page, 'speaking');
  await press(page, 'interrupt');
  await call.waitForEvent(({content}) => String(content).includes('pressed Stop'));
  await press(page, 'hang-up');
  await call.waitForSentEvent('session.closed');
}

/** That what was exchanged is as OpenAI types it, and that the page sent what is recorded. */
export function assertTyped({receivedEvents, sentEvents}: Call, recording: readonly ClientEvent[]): void {
  const [client, server] = [receivedEvents, sentEvents].map(records => records.map(({event}) => event));
  assert.deepEqual(withStableIds(client!), recording);
  assert.deepEqual(typeErrors({client, server}), []);
}

export const kept = (page: Page) => page.evaluate(() => (window as unknown as {kept: Kept}).kept);
export const eventsTo = (call: Call, name: string) =>
  call.receivedEvents.map(({event}) => event).filter(({type}) => type === name);
