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
    --_size: var(--voice-size, 56px);
    display: block;
    color-scheme: inherit;
    /* As the token, with the font of the page, which is known here. */
    font: var(
      --voice-font,
      var(--voice-font-size, 16px) / 1.45
        var(--voice-font-family, var(--_preset-font, var(--_page-font, system-ui, sans-serif)))
    );
    color: var(--_text);
  }
  .frame.inline {
    min-block-size: var(--voice-panel-height, 620px);
  }
  .frame.floating {
    position: fixed;
    z-index: var(--voice-z-index, 2147483000);
    inset-block-end: max(var(--voice-offset-y, 20px), env(safe-area-inset-bottom));
    inset-inline-end: max(var(--voice-offset-x, 20px), env(safe-area-inset-right));
    display: flex;
    flex-direction: column-reverse;
    align-items: flex-end;
    gap: var(--_gap);
  }
  .frame.open {
    z-index: calc(var(--voice-z-index, 2147483000) + 1);
  }
  .frame.floating[class*='-start'] {
    inset-inline: max(var(--voice-offset-x, 20px), env(safe-area-inset-left)) auto;
    align-items: flex-start;
  }
  .frame.floating[class*=' top'] {
    inset-block: max(var(--voice-offset-y, 20px), env(safe-area-inset-top)) auto;
    flex-direction: column;
  }
  .frame.floating:is([class*='bottom '], [class*='top '], .bar) {
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    align-items: center;
  }
  .dock {
    display: flex;
    align-items: center;
    gap: 8px;
    max-inline-size: min(320px, 80vw);
    /* Above the launchers that were there before. */
    margin-block: calc(var(--_neighbours, 0) * (var(--_size) + var(--_gap)));
  }
  .launcher {
    all: unset;
    box-sizing: border-box;
    flex: 1;
    display: flex;
    align-items: center;
    min-inline-size: 0;
    cursor: pointer;
    transition: translate calc(120ms * var(--voice-motion, 1));
  }
  .dock.calling,
  .dock:not(.calling) > .launcher {
    padding: 5px;
    border: 1px solid var(--_border);
    border-radius: var(--_pill, calc(var(--_size) / 2));
    background: var(--_surface);
    box-shadow:
      0 1px 2px rgb(0 0 0 / 8%),
      0 10px 30px rgb(0 0 0 / 14%);
  }
  .dock:not(.calling) > .launcher:hover {
    translate: 0 -1px;
  }
  .launcher:focus-visible {
    border-radius: var(--_pill, calc(var(--_size) / 2));
    outline: 3px solid var(--_text);
    outline-offset: 2px;
  }
  .disc {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: calc(var(--_size) - 12px);
    block-size: calc(var(--_size) - 12px);
    border-radius: 50%;
    object-fit: cover;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  /* The orb as it is drawn in a call; where there are words beside it, it needs no icon. */
  @media (min-width: 480px) {
    :is(.pill, .bar) > .dock:not(.collapsed) span.disc {
      background:
        radial-gradient(circle at 48% 38%, rgb(255 255 255 / 60%), transparent 42%),
        linear-gradient(
          color-mix(in oklch, var(--_accent-2), oklch(0.82 none none) 75%),
          color-mix(in oklch, var(--_accent), oklch(0.5 none none) 75%)
        );
      scale: 0.82;
    }
    @media (forced-colors: none) {
      :is(.pill, .bar) > .dock:not(.collapsed) .disc svg {
        display: none;
      }
    }
  }
  .disc svg {
    inline-size: 50%;
    block-size: 50%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  .words {
    flex: 1;
    display: grid;
    grid-template-columns: 1fr;
    min-inline-size: 0;
    transition: grid-template-columns calc(200ms * var(--voice-motion, 1));
  }
  .lines {
    overflow: hidden;
    padding-inline: 12px 14px;
    font-size: 0.8125em;
    line-height: 1.3;
    color: var(--_text-muted);
  }
  b,
  small {
    display: block;
    overflow: hidden;
    font: inherit;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  b {
    font-size: 1.16em;
    font-weight: 600;
    color: var(--_text);
  }
  /* What is seen of it says no more than the picture. */
  .collapsed:not(.calling, :hover, :focus-within) .words {
    grid-template-columns: 0fr;
  }
  .collapsed:not(.calling, :hover, :focus-within) .lines {
    padding: 0;
  }
  .bubble > :not(.calling) .words {
    display: none;
  }
  @media (max-width: 479px) {
    .pill > :not(.calling) .words {
      display: none;
    }
  }
  .trouble {
    max-inline-size: 240px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  @media (prefers-reduced-motion: reduce) {
    .launcher,
    .words {
      transition: none;
    }
  }
  @media print {
    .floating {
      display: none !important;
    }
  }
  @media (forced-colors: active) {
    .dock.calling,
    .dock:not(.calling) > .launcher,
    .disc {
      border: 2px solid ButtonText;
    }
  }
`;
