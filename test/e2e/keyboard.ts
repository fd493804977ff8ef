import assert from 'node:assert/strict';
import type {Page} from 'puppeteer-core';

/* What a user does who has only a keyboard. */

/** What has the focus, through all shadow roots, and whether a person can see that. */
interface Focus {
  readonly part: string;
  /** What it is called on the screen, or to a screen reader. */
  readonly name: string;
  readonly visible: boolean;
}

export function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    let focused: Element = document.activeElement!;
    while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    // A field shows it on the form around it.
    const marked = [focused, focused.closest('form')].filter(element => element !== null);
    const box = focused.getBoundingClientRect();
    const onScreen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return {
      part: focused.getAttribute('part') ?? focused.className,
      name:
        focused.getAttribute('aria-label') ?? (focused.getAttribute('title') || focused.textContent.trim()),
      visible:
        onScreen &&
        marked.some(element => {
          const {outlineStyle, outlineWidth} = getComputedStyle(element);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
        }),
    };
  });
}

/** Presses Tab until a part, or what has a name, has the focus; every stop on the way must be visible. */
export async function tabTo(page: Page, wanted: string, backwards = false): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    const now = await focus(page);
    if (now.part.split(' ').includes(wanted) || now.name === wanted)
      return assert.ok(now.visible, `the focus on ${wanted} shows`);
    if (backwards) await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (backwards) await page.keyboard.up('Shift');
    const {part: next, visible} = await focus(page);
    if (next) assert.ok(visible, `the focus on ${next} shows`);
  }
  assert.fail(`The Tab key does not lead to ${wanted}`);
}

/** Waits until a part has the focus. */
export const untilFocused = (page: Page, part: string) =>
  page.waitForFunction(
    wanted => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused?.getAttribute('part') === wanted;
    },
    {polling: 20, timeout: 5_000},
    part,
  );
