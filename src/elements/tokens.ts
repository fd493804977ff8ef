import {css} from './css.js';

/**
 * The design tokens: public custom properties with their defaults, under private names for the rules. Three suffice,
 * accent, surface and radius: the others derive from them.
 *
 * Contrast is kept by construction. The channels of `srgb-linear` add up to the luminance that WCAG computes contrast
 * from: black has 4.6:1 or more on what is brighter than 0.18, white on what is darker.
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export const tokenRules = css`
  :host {
    --_accent: var(--voice-accent, var(--_preset-accent, light-dark(#0f766e, #5eead4)));
    --_surface: var(--voice-surface, var(--_preset-surface, light-dark(#ffffff, #141a1b)));
    --_accent-2: var(--voice-accent-2, var(--_preset-accent-2, var(--_accent)));
    --_accent-text: var(--voice-accent-text, light-dark(#ffffff, #0b2320));
    --_text: var(--voice-text, light-dark(#15211f, #e9f0ef));
    --_text-muted: var(--voice-text-muted, light-dark(#55635f, #a6b4b1));
    --_border: var(--voice-border, light-dark(#d9e1df, #35413f));
    --_radius: var(--voice-radius, var(--_preset-radius, 24px));
    /* Of buttons; unset where the page sets no corners: then they are round. */
    --_corner: calc(var(--voice-radius) * 1.75);
    --_pill: var(--_corner, var(--_preset-pill));
    --_gap: var(--voice-gap, calc(12px * var(--voice-density, 1)));
  }
  @supports (color: color(from red srgb-linear r g b)) {
    :host {
      --_y: (0.2126 * clamp(0, r, 1) + 0.7152 * clamp(0, g, 1) + 0.0722 * clamp(0, b, 1));
      /* One and nought, or nought and one. */
      --_dark: clamp(0, (0.18 - var(--_y)) * 99999, 1);
      --_light: (1 - var(--_dark));
      --_muted: calc(
        var(--_light) * max(0, (var(--_y) + 0.05) / 5.6 - 0.05) + var(--_dark) *
          clamp(0.4, (var(--_y) + 0.05) * 5.2 - 0.05, 1)
      );
      --_contrasting: srgb-linear var(--_dark) var(--_dark) var(--_dark);
      --_accent-2: var(
        --voice-accent-2,
        var(--_preset-accent-2, oklch(from var(--_accent) l c calc(h + 40)))
      );
      --_accent-text: var(--voice-accent-text, color(from var(--_accent) var(--_contrasting)));
      --_text: var(--voice-text, color(from var(--_surface) var(--_contrasting)));
      --_text-muted: var(
        --voice-text-muted,
        var(
          --_preset-muted,
          color(from var(--_surface) srgb-linear var(--_muted) var(--_muted) var(--_muted))
        )
      );
      --_border: var(
        --voice-border,
        var(--_preset-border, color-mix(in srgb, var(--_text) 14%, var(--_surface)))
      );
    }
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
