import {css} from '../css.js';

/** A printed page: serifs, hairlines, hardly a corner. */
export const paper = css`
  :host {
    --_preset-accent: light-dark(#8c2f1b, #eba98f);
    --_preset-surface: light-dark(#fbf7ee, #1e1a15);
    --_preset-border: color-mix(in srgb, var(--_text) 34%, var(--_surface));
    --_preset-radius: 4px;
    --_preset-pill: 3px;
    --_preset-font: 'Iowan Old Style', 'Palatino Linotype', Palatino, Charter, Georgia, serif;
    --_preset-shadow: 0 1px 0 rgb(60 40 10 / 18%), 0 12px 30px rgb(60 40 10 / 14%);
  }
  .paper .header {
    border-block-end: 1px solid var(--_border);
  }
  .paper :is(.title, h3, b) {
    font-weight: 500;
    letter-spacing: 0.01em;
  }
  .paper .start-card h3 {
    font-size: 1.6em;
    font-style: italic;
  }
`;
