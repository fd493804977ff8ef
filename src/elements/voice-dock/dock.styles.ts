import {css} from 'lit';

/** The launcher in a call: loaded with the conversation. */
export const dockStyles = css`
  .dock.calling {
    flex-wrap: wrap;
    min-inline-size: min(272px, 100vw - 24px);
    max-inline-size: min(380px, 100vw - 24px);
  }
  .calling > .launcher {
    flex: none;
  }
  .calling > .words {
    flex-basis: 80px;
    cursor: pointer;
  }
  /* There is more to say. */
  :host([data-phase='failed']) .calling > .words {
    flex-basis: 190px;
  }
  .calling > .controls {
    flex: none;
    margin-inline-start: auto;
  }
  .calling :is(b, small) {
    font-variant-numeric: tabular-nums;
  }
  .calling :is(b, small):not([hidden]) {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    hyphens: auto;
    overflow-wrap: break-word;
    word-break: auto-phrase;
  }
  /* The words change, the width does not. */
  .calling .words {
    min-inline-size: min(152px, 20vw);
  }
  .calling .lines {
    padding-inline: 4px 6px;
  }
  @media (max-width: 400px) {
    .calling .lines {
      padding-inline: 0;
      font-size: 0.75em;
    }
  }
  .dock .orb {
    inline-size: calc(var(--_size) - 12px);
    block-size: calc(var(--_size) - 12px);
  }
`;
