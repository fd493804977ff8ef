import type {Page} from 'puppeteer-core';
import type {Phase} from '../../src/state/phase.js';
import {until as untilHere} from '../helpers/until.js';

/* Like the helpers of the end-to-end tests, but without anything that a strict page would forbid. */

/** Asks the page until it says yes. What is asked runs in the page and refers to nothing but `argument`. */
export function until<T>(page: Page, holds: (argument: T) => boolean, argument: T): Promise<void> {
  const asked = () => page.evaluate(holds as (argument: unknown) => boolean, argument);
  return untilHere(asked, `${String(holds)} ${String(argument)}`);
}

/** Waits until the conversation is in a phase. */
export function untilPhase(page: Page, phase: Phase): Promise<void> {
  return until(page, wanted => document.querySelector('voice-assistant')!.dataset.phase === wanted, phase);
}

/** Waits until this stands on the screen, in whatever shadow root. */
export function untilShown(page: Page, words: string): Promise<void> {
  return until(
    page,
    wanted => {
      const shows = (root: Document | ShadowRoot): boolean =>
        [...root.querySelectorAll('*')].some(
          element =>
            element.textContent.includes(wanted) || (element.shadowRoot && shows(element.shadowRoot)),
        );
      return shows(document);
    },
    words,
  );
}
