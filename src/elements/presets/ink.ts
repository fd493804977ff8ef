import {css} from '../css.js';

/** Black on white, white on black: one weight of line, no corner, a typewriter's letters. */
export const ink = css`
  :host {
    --_preset-accent: light-dark(#000000, #ffffff);
    --_preset-surface: light-dark(#ffffff, #000000);
    --_preset-border: var(--_text);
    --_preset-radius: 0px;
    --_preset-pill: 0px;
    --_preset-font: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    --_preset-shadow: 6px 6px 0 color-mix(in srgb, var(--_text) 60%, #000);
  }
  .ink > .dock.calling,
  .ink > .dock:not(.calling) > .launcher,
  .ink .panel {
    border-width: 2px;
    box-shadow: var(--voice-shadow, var(--_preset-shadow));
  }
  .ink .header {
    border-block-end: 2px solid var(--_border);
  }
  .ink :is(.title, b, h3) {
    font-weight: 700;
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  .ink :is(.title, b) {
    font-size: 0.9375em;
  }
  .ink .lines {
    font-size: 0.75em;
  }
`;
