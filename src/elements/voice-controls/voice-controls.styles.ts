import {css} from 'lit';

/** Every button has its place, whether the others are there or not: nothing moves under a finger. */
export const controlsStyles = css`
  :host {
    display: block;
    font: var(--_font);
    padding: 8px var(--_gap) var(--_gap);
  }
  div {
    display: grid;
    grid-template-columns: 44px minmax(min-content, 220px) 44px;
    justify-content: center;
    align-items: center;
    gap: 8px var(--_gap);
    outline: none;
  }
  button {
    background: var(--_surface-raised);
  }
  .wide {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    block-size: auto;
    min-block-size: 44px;
    padding: 6px 18px;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: break-word;
  }
  svg {
    flex: none;
  }
  .start {
    grid-column: 1 / -1;
    justify-self: center;
  }
  .accented {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .accented:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  .mute,
  .icon {
    grid-column: 1;
  }
  .mute[aria-pressed='true'] {
    color: var(--_danger);
  }
  .interrupt {
    grid-column: 2;
    gap: 6px;
    padding-inline: 8px;
    font-size: 0.9375em;
    hyphens: auto;
  }
  .hang-up {
    grid-column: 3;
    background: var(--_danger);
    color: light-dark(#fff, #2b0f0b);
  }
  .hang-up:hover {
    background: color-mix(in srgb, var(--_danger) 85%, var(--_text));
  }
`;
