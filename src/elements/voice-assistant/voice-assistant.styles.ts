import {css} from '../css.js';

/**
 * The launcher, and where the widget stands. Everything hangs on a frame inside the shadow root, not on the
 * host: a page's `* {all: unset !important}` reaches the host, and must not move the widget.
 */
export const launcherRules = css`
  :host {
    display: contents;
    color-scheme: light dark !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  /* What the page asked for by its attribute, it must not undo by accident. */
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  .frame {
    all: initial;
    display: block;
    color-scheme: inherit;
    font: var(--_font);
    color: var(--_text);
  }
  .frame.inline {
    min-block-size: var(--voice-panel-height, 600px);
  }
  .frame.floating {
    position: fixed;
    z-index: var(--voice-z-index, 2147483000);
    /* Beside the launchers that were there before. */
    --_beside: calc(var(--_neighbours, 0) * (var(--voice-size, 60px) + var(--_gap)));
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: calc(max(20px, env(safe-area-inset-right)) + var(--_beside));
    display: flex;
    flex-direction: column-reverse;
    align-items: flex-end;
    gap: var(--_gap);
  }
  .frame.floating[class*='-start'] {
    inset-inline: calc(max(20px, env(safe-area-inset-left)) + var(--_beside)) auto;
    align-items: flex-start;
  }
  .frame.floating[class*='top-'] {
    inset-block: max(20px, env(safe-area-inset-top)) auto;
    flex-direction: column;
  }
  .launcher {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: var(--voice-size, 60px);
    block-size: var(--voice-size, 60px);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
    cursor: pointer;
    box-shadow:
      0 1px 2px rgb(0 0 0 / 20%),
      0 6px 20px rgb(0 0 0 / 18%);
  }
  .launcher:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  .launcher:focus-visible {
    outline: 3px solid var(--_text);
    outline-offset: 2px;
  }
  .launcher svg {
    inline-size: 45%;
    block-size: 45%;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .trouble {
    max-inline-size: 240px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  @media print {
    .floating {
      display: none !important;
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 2px solid ButtonText;
    }
  }
`;
