import {css} from '../css.js';

/** A pane of frosted glass over the page. */
export const glass = css`
  :host {
    --_preset-accent: light-dark(#3257e0, #9db4ff);
    --_preset-accent-2: light-dark(#a04bd8, #e3a6ff);
    --_preset-surface: light-dark(#f7f9ff, #171b26);
    /* What shines through takes some of the contrast. */
    --_preset-muted: color-mix(in srgb, var(--_text) 86%, var(--_surface));
    --_preset-raised: light-dark(#ffffff, #0d1018);
    --_preset-border: light-dark(rgb(255 255 255 / 85%), rgb(255 255 255 / 16%));
    --_preset-radius: 30px;
    --_preset-shadow: 0 1px 2px rgb(20 30 80 / 10%), 0 30px 80px rgb(20 30 80 / 26%);
  }
  .glass > .dock.calling,
  .glass > .dock:not(.calling) > .launcher,
  .glass .panel {
    background: color-mix(in srgb, var(--_surface) 82%, transparent);
    backdrop-filter: blur(28px) saturate(1.7);
  }
  .glass .panel .header {
    background: linear-gradient(color-mix(in srgb, var(--_surface) 85%, transparent) 60%, transparent);
  }
  .glass .panel .foot {
    background: linear-gradient(
      to top,
      color-mix(in srgb, var(--_surface) 85%, transparent) 70%,
      transparent
    );
  }
  .glass .panel .foot::before {
    content: none;
  }
`;
