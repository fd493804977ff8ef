import {css} from '../css.js';

/** Warm and round, with an orb of two hues. */
export const bloom = css`
  :host {
    --_preset-accent: light-dark(#c02f68, #ff9dbd);
    --_preset-surface: light-dark(#fff6f1, #261719);
    --_preset-radius: 32px;
    --_preset-font: ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', Nunito, system-ui, sans-serif;
    --_preset-shadow: 0 2px 8px rgb(190 60 60 / 10%), 0 26px 70px rgb(190 60 60 / 24%);
    --_preset-border: color-mix(in srgb, var(--_accent) 22%, var(--_surface));
    --_dawn: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
  }
  @supports (color: oklch(from red l c h)) {
    :host {
      --_preset-accent-2: oklch(from var(--_accent) l c calc(h + 56));
    }
  }
  .bloom .panel {
    background-image: linear-gradient(var(--_dawn) 56px, var(--_surface) 45%);
  }
  .bloom .panel .header {
    background: var(--_dawn);
  }
`;
