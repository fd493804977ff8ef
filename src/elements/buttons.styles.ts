import {css} from 'lit';

/** Buttons of the widget: round, 44 px, visibly focused, legible in forced colours. */
export const buttons = css`
  :where(button:not(.launcher)) {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    display: inline-grid;
    place-items: center;
    min-inline-size: 44px;
    block-size: 44px;
    border-radius: var(--_pill, 22px);
    color: var(--_text);
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    transition: background-color calc(120ms * var(--_motion));
  }
  :where(button:not(.launcher):hover) {
    background: color-mix(in srgb, var(--_text) 8%, transparent);
  }
  :where(button:not(.launcher):focus-visible) {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  :where(button:disabled) {
    opacity: 0.4;
    cursor: default;
  }
  svg {
    inline-size: 22px;
    block-size: 22px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }
`;
