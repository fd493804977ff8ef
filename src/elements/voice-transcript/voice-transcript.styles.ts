import {css} from 'lit';

/** The empty transcript. */
export const transcriptStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    overflow: hidden; /* Also where it is left hardly any room. */
    font: var(--_font);
    color: var(--_text);
  }
  .log,
  .turns {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .turns {
    flex: 1 0 auto;
  }
  .log {
    overflow-y: auto;
    overscroll-behavior: contain;
    overflow-anchor: none; /* Turns that are put in above move nothing: the log itself sees to that. */
    padding: 16px;
    scrollbar-width: thin;
  }
  .log:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
  .empty {
    margin: auto;
    max-inline-size: 26ch;
    color: var(--_text-muted);
    text-align: center;
    text-wrap: balance;
  }
`;
