import {css} from '../css.js';

/** A pane of frosted glass over the page. */
export const glass = css`
  :host {
    --_preset-accent: light-dark(#3257e0, #9db4ff);
    --_preset-surface: light-dark(#f7f9ff, #171b26);
    --_preset-radius: 30px;
    --_preset-shadow: 0 1px 2px rgb(20 30 80 / 10%), 0 30px 80px rgb(20 30 80 / 26%);
    --_preset-border: color-mix(in srgb, var(--_text) 10%, transparent);
    /* What shines through takes some of the contrast. */
    --_preset-muted: color-mix(in srgb, var(--_text) 86%, var(--_surface));
  }
  @supports (color: color(from red srgb-linear r g b)) {
    :host {
      --_away: calc(1 - var(--_dark));
      --_preset-raised: color-mix(
        in srgb,
        var(--_surface) 45%,
        color(from var(--_surface) srgb-linear var(--_away) var(--_away) var(--_away))
      );
    }
  }
  .glass > .dock.calling,
  .glass > .dock:not(.calling) > .launcher,
  .glass .panel {
    background: color-mix(in srgb, var(--_surface) 82%, transparent);
    backdrop-filter: blur(28px) saturate(1.7);
  }
  .glass .panel :is(.header, .foot) {
    background: color-mix(in srgb, var(--_surface) 60%, transparent);
    backdrop-filter: blur(16px);
  }
  .glass .panel .foot::before {
    background: linear-gradient(to top, color-mix(in srgb, var(--_surface) 60%, transparent), transparent);
  }
`;
