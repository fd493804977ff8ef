import {css} from 'lit';

/** A row of its own above the others, so that none of them moves under a finger. */
export const sharingStyles = css`
  .sharing {
    grid-column: 1 / -1;
    justify-self: center;
    display: flex;
    justify-content: center;
    gap: 8px;
    /* Wider than the buttons below: two of them stand beside each other. */
    inline-size: max-content;
    max-inline-size: min(340px, 100vw - 40px);
  }
  .share {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    inline-size: auto;
    min-inline-size: 44px;
    block-size: auto;
    min-block-size: 44px;
    padding: 4px 0;
    border-radius: var(--_pill, 22px);
    font-size: 0.9375em;
    font-weight: 600;
    line-height: 1.2;
  }
  .share svg {
    flex: none;
    inline-size: 22px !important;
    block-size: 22px !important;
  }
  .share.on {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .share.on:has(span) {
    padding-inline: 14px 16px;
    text-align: start;
    overflow-wrap: anywhere;
  }
  /* Both beside each other; long words take two lines. */
  .sharing:has(.on + .on) .share {
    padding-inline: 10px 12px;
    font-size: 0.8125em;
  }
  .share.on:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  /* The browser asks, or it is not sent yet. */
  .share.opening svg {
    animation: waiting 1.2s ease-in-out infinite alternate;
  }
  @keyframes waiting {
    to {
      opacity: 0.35;
    }
  }
  /* There is no room for words: the colour says it, and the mirror. */
  @media (max-width: 360px) {
    .sharing .share.on.on {
      padding-inline: 0;
    }
    .share span {
      display: none;
    }
  }
  :host([bar]) .sharing {
    grid-column: 1;
  }
  :host([bar]) div:has(> .sharing) {
    grid-template-columns: auto [stop] auto [mute] auto [end] auto;
  }
  @media (max-height: 480px) {
    :host(:not([bar])) div:has(> .sharing) {
      --_side: 48px;
      grid-template-columns: repeat(3, var(--_side)) auto var(--_side);
    }
    :host(:not([bar])) .sharing {
      grid-area: 1 / 4;
    }
    :host(:not([bar])) .sharing ~ .hang-up {
      grid-column: 5;
    }
    .sharing .share.on.on {
      padding-inline: 0;
    }
    .share span {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .share.on {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .share.opening svg {
      animation: none;
      opacity: 0.6;
    }
  }
`;
