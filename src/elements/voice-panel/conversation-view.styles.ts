import {css} from 'lit';

/** What stands between the head of the panel and its end. */
export const conversationViewStyles = css`
  .stage {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 8px 16px 0;
  }
  voice-waveform {
    block-size: 48px;
  }
  voice-waveform,
  voice-captions {
    inline-size: 100%;
  }
  .error,
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin: 0 var(--_gap) 8px;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.625);
    background: var(--_surface-raised);
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  .error {
    border-color: color-mix(in srgb, var(--_danger) 45%, transparent);
    background: color-mix(in srgb, var(--_danger) 8%, var(--_surface));
  }
  .error p,
  .banner p {
    flex: 1 1 100%;
    margin: 0;
  }
  .error button:not(.dismiss),
  .banner button {
    padding-inline: 16px;
    border: 1px solid currentColor;
    font-weight: 600;
  }
  .brief p {
    flex: 1;
  }
  .dismiss {
    margin-block: -8px;
    margin-inline-end: -12px;
  }
  voice-composer,
  ::slotted([slot='footer']) {
    padding: 0 var(--_gap) var(--_gap);
  }
`;
