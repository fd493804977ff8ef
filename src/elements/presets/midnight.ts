import {css} from '../css.js';

/** Night, whatever the page: the voice is the only light, and it fills the room. */
export const midnight = css`
  :host,
  :host([theme]) {
    color-scheme: dark !important;
    --_preset-accent: #9aa8ff;
    --_preset-surface: #0c1022;
    --_preset-radius: 22px;
    --_preset-border: color-mix(in srgb, var(--_accent) 24%, var(--_surface));
    --_glow: color-mix(in srgb, var(--_accent) 42%, transparent);
    --_preset-shadow: 0 24px 90px var(--_glow);
  }
  @supports (color: oklch(from red l c h)) {
    :host {
      --_preset-accent-2: oklch(from var(--_accent) l c calc(h - 60));
    }
  }
  .midnight .panel {
    background-image: radial-gradient(
      120% 60% at 50% 36%,
      color-mix(in oklch, var(--_accent) 24%, transparent),
      transparent 70%
    );
  }
  /* What scrolls goes out below them. */
  .midnight .panel .header {
    background: linear-gradient(var(--_surface) 55%, transparent);
  }
  .midnight .panel.text {
    background-image: none;
  }
  .midnight > .dock.calling,
  .midnight > .dock:not(.calling) > .launcher {
    box-shadow: 0 10px 40px var(--_glow);
  }
`;
