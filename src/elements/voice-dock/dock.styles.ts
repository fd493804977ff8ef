import {css} from 'lit';

/** The launcher in a call: loaded with the conversation. */
export const dockStyles = css`
  .dock.calling {
    max-inline-size: min(380px, 100vw - 24px);
  }
  .calling :is(b, small) {
    font-variant-numeric: tabular-nums;
  }
  .calling b {
    white-space: normal;
  }
  .calling small {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
  }
  /* The words change, the width does not. */
  .calling .words {
    min-inline-size: min(152px, 30vw);
  }
  .dock .orb {
    inline-size: calc(var(--_size) - 12px);
    block-size: calc(var(--_size) - 12px);
  }
`;
