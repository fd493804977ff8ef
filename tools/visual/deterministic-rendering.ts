import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import type {Page} from 'puppeteer-core';

/** Letters are drawn alike everywhere, as far as a browser lets one say so. */
export const deterministicFlags = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-font-subpixel-positioning',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

/** A font that is the same file on every machine: Storybook brings it. */
const folder = join(
  dirname(createRequire(import.meta.url).resolve('storybook/package.json')),
  'assets/browser',
);

function fontFace(file: string, weight: string): string {
  const data = readFileSync(join(folder, file)).toString('base64');
  return `@font-face { font-family: Deterministic; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
}

const style = `
  ${fontFace('nunito-sans-regular.woff2', '400')}
  ${fontFace('nunito-sans-bold.woff2', '600 700')}
  html, voice-assistant { --voice-font: 16px/1.45 Deterministic !important; }
  body, pre, code, voice-assistant::part(debug) { font-family: Deterministic !important; }
`;

/** Before anything runs: a call lasts no time, and everything happens at once. */
export const fixedClock = `
  Date.now = () => 1_700_000_000_000;
  performance.now = () => 1_000;
  Object.defineProperty(Event.prototype, 'timeStamp', {get: () => 1_000});
`;

/** Gives a page of stories the font. */
export async function useDeterministicFont(page: Page): Promise<void> {
  await page.addStyleTag({content: style});
  await page.evaluate(() =>
    Promise.all(['400', '700'].map(weight => document.fonts.load(`${weight} 16px Deterministic`))),
  );
}

/** Takes away what moves: the caret, and animations, which go to their end. */
export async function finishMotion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let focused: Element | null = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    (focused as HTMLElement | null)?.blur();
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
      else animation.finish();
    }
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  });
}
