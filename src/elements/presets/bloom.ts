import {css} from '../css.js';

/** Warm and round, with an orb of two hues. */
export const bloom = css`
  :host {
    --_preset-accent: light-dark(#c02f68, #ff9dbd);
    --_preset-accent-2: light-dark(#ff9a3d, #ffc46b);
    --_preset-surface: light-dark(#fff6f1, #261719);
    --_preset-border: light-dark(#ffdccf, #4b2f33);
    --_preset-radius: 32px;
    --_preset-font:
      ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', 'Arial Rounded MT Bold', Nunito,
      var(--_page-font, system-ui, sans-serif);
    --_preset-shadow: 0 2px 8px rgb(190 60 60 / 10%), 0 26px 70px rgb(190 60 60 / 24%);
  }
  .bloom .panel {
    background: linear-gradient(light-dark(rgb(255 255 255 / 70%), rgb(255 160 160 / 5%)), transparent 45%)
      var(--_surface);
  }
  .bloom .panel .header {
    background: none;
  }
`;
