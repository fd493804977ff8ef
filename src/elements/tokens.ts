import {css} from './css.js';

/** The design tokens: public custom properties with their defaults, under private names for the rules. */
export const tokenRules = css`
  :host {
    --_accent: var(--voice-accent, light-dark(#0f766e, #5eead4));
    --_accent-text: var(--voice-accent-text, light-dark(#ffffff, #0b2320));
    --_surface: var(--voice-surface, light-dark(#ffffff, #141a1b));
    --_surface-raised: var(--voice-surface-raised, light-dark(#f1f5f4, #212a2b));
    --_text: var(--voice-text, light-dark(#15211f, #e9f0ef));
    --_text-muted: var(--voice-text-muted, light-dark(#55635f, #a6b4b1));
    --_border: var(--voice-border, light-dark(#d9e1df, #35413f));
    --_danger: var(--voice-danger, light-dark(#b42318, #ff9a8f));
    --_radius: var(--voice-radius, 16px);
    --_gap: var(--voice-gap, 12px);
    --_font: var(--voice-font, 16px/1.45 system-ui, sans-serif);
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
`;
