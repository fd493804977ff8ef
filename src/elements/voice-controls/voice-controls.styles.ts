import {css} from 'lit';

/**
 * Every button has its place, whether the others are there or not: nothing moves under a finger. In the place of Stop there
 * is its shape while there is nothing to stop.
 */
export const controlsStyles = css`
  :host {
    --_side: 56px;
    display: block;
    font: var(--_font);
  }
  :host([bar]) {
    --_side: 44px;
  }
  div {
    display: grid;
    grid-template-columns: repeat(4, var(--_side));
    justify-content: center;
    align-items: center;
    gap: var(--_gap);
    border-radius: var(--_pill, calc(var(--_side) / 2));
    outline: none;
  }
  /* A button that had the focus is gone: it is still seen where that is. */
  div:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 4px;
  }
  :host([bar]) div {
    grid-template-columns: [stop] auto [mute] auto [end] auto;
    justify-content: end;
    gap: calc(8px * var(--_density));
  }
  /* No room for what is not there. */
  :host([bar]) div:not(:has(> .hold)):not(:has(> .wide:only-child)) {
    display: flex;
  }
  button {
    inline-size: var(--_side);
    block-size: var(--_side);
    border-radius: var(--_pill, calc(var(--_side) / 2));
    background: var(--_surface-raised);
  }
  :host(:not([bar])) svg {
    inline-size: 24px;
    block-size: 24px;
  }
  .wide {
    grid-column: 1 / -1;
    justify-self: stretch;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    inline-size: auto;
    block-size: auto;
    min-block-size: 48px;
    padding: 6px 20px;
    border-radius: var(--_pill, 24px);
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: break-word;
  }
  .wide svg {
    flex: none;
    inline-size: 20px !important;
    block-size: 20px !important;
  }
  div:has(> .wide:only-child),
  :host([bar]) div:has(> .wide:only-child) {
    grid-template-columns: 1fr;
    justify-content: stretch;
  }
  :host([bar]) .wide {
    min-block-size: 44px;
  }
  .accented {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .accented:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  :host([bar]) :is(.dismiss + .wide, .sound) {
    grid-column: auto;
  }
  .dismiss {
    grid-column: auto;
    background: none;
  }
  .keyboard {
    grid-column: 1;
  }
  .mute {
    grid-column: 2;
  }
  .interrupt {
    grid-column: 3;
  }
  span.interrupt {
    display: grid;
    place-items: center;
    inline-size: var(--_side);
    block-size: var(--_side);
    border-radius: var(--_pill, calc(var(--_side) / 2));
    background: var(--_surface-raised);
    opacity: 0.4;
  }
  .hang-up {
    grid-column: 4;
  }
  :host([bar]) .interrupt {
    grid-column: stop;
  }
  :host([bar]) .mute {
    grid-column: mute;
  }
  :host([bar]) .hang-up {
    grid-column: end;
  }
  .mute[aria-pressed='true'] {
    background: var(--_text);
    color: var(--_surface);
  }
  .hang-up:not(.chat) {
    background: var(--_danger);
    color: var(--_danger-text);
  }
  .hang-up:not(.chat):hover {
    background: color-mix(in srgb, var(--_danger) 85%, var(--_text));
  }
  @media (forced-colors: active) {
    .mute[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    span.interrupt {
      border: 1px solid GrayText;
      opacity: 1;
      color: GrayText;
    }
  }
  @media (max-width: 340px) {
    div {
      gap: 6px;
    }
    :host(:not([bar])) {
      --_side: 50px;
    }
  }
`;
