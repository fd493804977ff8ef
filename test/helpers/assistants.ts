import {fixture, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import {defineParts} from '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {ScriptedSession, type Script} from '../../src/session/scripted-session.js';
import type {Phase} from '../../src/state/phase.js';
import {inTime, until} from './until.js';

/**
 * An assistant whose conversation is acted out at once. A press on its launcher starts a call, and its panel shows the
 * conversation in writing: what most tests look at.
 */
export async function assistantWith(script: Script = {}): Promise<VoiceAssistant> {
  await defineParts();
  const assistant = await fixture<VoiceAssistant>(html`
    <voice-assistant name="Vera" start-on="open" face="text"></voice-assistant>
  `);
  assistant.session = new ScriptedSession({pace: 0.02, ...script});
  return assistant;
}

/** Waits until the conversation is in a phase. */
export async function untilPhase(assistant: VoiceAssistant, phase: Phase): Promise<void> {
  const reached = new Promise<void>(resolve => {
    const look = () => {
      if (assistant.snapshot.phase !== phase) return;
      assistant.removeEventListener('voice-phase-change', look);
      resolve();
    };
    assistant.addEventListener('voice-phase-change', look);
    look();
  });
  await inTime(reached, () => `the phase is ${phase}; it is ${assistant.snapshot.phase}`);
  await assistant.updateComplete;
}

/** Opens the panel and waits until all of it is drawn, and in its place. */
export async function openPanel(assistant: VoiceAssistant): Promise<HTMLElement> {
  assistant.show();
  const find = () => assistant.shadowRoot!.querySelector<HTMLElement>('[part=panel]');
  await until(find, 'there is a panel');
  const panel = find()!;
  await Promise.all([...panel.querySelectorAll('*')].map(drawn));
  arrived(assistant);
  return panel;
}

/** Takes the panel to the end of its way in: on it, nothing has its place or its colours yet. */
export function arrived(assistant: VoiceAssistant): void {
  for (const animation of partOf(assistant, 'panel').getAnimations()) animation.finish();
}

function drawn(element: Element): Promise<unknown> {
  return (element as Element & {updateComplete?: Promise<unknown>}).updateComplete ?? Promise.resolve();
}

/** The element of a part, through all shadow roots. */
export function partOf<T extends HTMLElement>(root: Element, part: string): T {
  const found = findPart(root.shadowRoot!, part);
  if (!found) throw new Error(`There is no part "${part}"`);
  return found as T;
}

export function hasPart(root: Element, part: string): boolean {
  return findPart(root.shadowRoot!, part) !== null;
}

function findPart(root: ShadowRoot, part: string): Element | null {
  const here = root.querySelector(`[part~="${part}"]`);
  if (here) return here;
  for (const element of root.querySelectorAll('*')) {
    const inside = element.shadowRoot && findPart(element.shadowRoot, part);
    if (inside) return inside;
  }
  return null;
}
