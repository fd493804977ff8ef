import {css} from '../css.js';

/** Night, whatever the page: the voice is the only light, and it fills the room. */
export const midnight = css`
  :host {
    color-scheme: dark !important;
    --_preset-accent: #9aa8ff;
    --_preset-accent-2: #4fd8ff;
    --_preset-surface: #0c1022;
    --_preset-border: #2a3157;
    --_preset-radius: 22px;
    --_preset-shadow: 0 0 0 1px rgb(140 160 255 / 8%), 0 24px 90px rgb(52 66 220 / 46%);
  }
  .midnight .panel {
    background:
      radial-gradient(
        120% 60% at 50% 36%,
        color-mix(in oklch, var(--_accent) 26%, transparent),
        transparent 70%
      ),
      var(--_surface);
  }
  .midnight .panel :is(.header, .foot) {
    background: none;
  }
  .midnight .panel .foot::before {
    content: none;
  }
  .midnight .panel.text :is(.header, .foot) {
    background: var(--_surface);
  }
  .midnight .panel.text {
    background: var(--_surface);
  }
  .midnight > .dock.calling,
  .midnight > .dock:not(.calling) > .launcher {
    box-shadow:
      0 0 0 1px rgb(140 160 255 / 10%),
      0 10px 40px rgb(52 66 220 / 50%);
  }
`;
