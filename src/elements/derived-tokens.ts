import {css} from 'lit';

/**
 * What derives from the surface, with its contrast: text of 4.5:1 or more also on what is raised, controls of 3:1.
 * Loaded with what is drawn in these colours.
 */
export const derivedTokens = css`
  :host {
    --_danger: var(--voice-danger, light-dark(#c0261b, #e5484d));
    --_danger-text: #fff;
    --_edge: light-dark(#7b8a86, #70807d);
    --_surface-raised: var(--voice-surface-raised, light-dark(#f1f5f4, #212a2b));
    --_motion: var(--voice-motion, 1);
    --_density: var(--voice-density, 1);
    --_font: var(
      --voice-font,
      var(--voice-font-size, 16px) / 1.45
        var(--voice-font-family, var(--_preset-font, var(--_page-font, system-ui, sans-serif)))
    );
    --_shadow: var(
      --voice-shadow,
      var(--_preset-shadow, 0 2px 6px rgb(0 0 0 / 6%), 0 24px 64px rgb(0 0 0 / 18%))
    );
  }
  @supports (color: color(from red srgb-linear r g b)) {
    :host {
      --_ink: calc(
        var(--_light) * clamp(0, (var(--_y) + 0.05) / 9 - 0.05, 0.014) + var(--_dark) *
          clamp(0.84, (var(--_y) + 0.05) * 5 - 0.05, 1)
      );
      --_line: calc(
        var(--_light) * max(0, (var(--_y) + 0.05) / 3.3 - 0.05) + var(--_dark) *
          min(1, (var(--_y) + 0.05) * 3.3 - 0.05)
      );
      /* What is raised comes nearer to the text only where that leaves contrast enough. */
      --_far: clamp(0, (var(--_y) - 0.35) * 99999, 1);
      --_near: clamp(0, (var(--_y) - 0.1) * 99999, 1);
      --_raise: (var(--_light) * (1.06 - 0.13 * var(--_far)) + var(--_dark) * (1 - 0.15 * var(--_near)));
      --_lift: (0.014 * var(--_dark) * (1 - var(--_near)));
      /* An icon needs less than a text: white stays on every common red. */
      --_on-danger: clamp(0, (0.29 - var(--_y)) * 99999, 1);
      --_danger-text: color(
        from var(--_danger) srgb-linear var(--_on-danger) var(--_on-danger) var(--_on-danger)
      );
      --_text: var(--voice-text, color(from var(--_surface) srgb-linear var(--_ink) var(--_ink) var(--_ink)));
      --_edge: color(from var(--_surface) srgb-linear var(--_line) var(--_line) var(--_line));
      --_surface-raised: var(
        --voice-surface-raised,
        var(
          --_preset-raised,
          color-mix(
            in srgb,
            var(--_accent) 4%,
            color(
              from var(--_surface) srgb-linear calc(clamp(0, r, 1) * var(--_raise) + var(--_lift))
                calc(clamp(0, g, 1) * var(--_raise) + var(--_lift))
                calc(clamp(0, b, 1) * var(--_raise) + var(--_lift))
            )
          )
        )
      );
    }
  }
`;
