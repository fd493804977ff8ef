import {css} from 'lit';

export const debugStyles = css`
  :host {
    display: block;
    color: #e7eeed;
    background: #10181a;
    font:
      11px/1.5 ui-monospace,
      monospace;
    text-align: start;
  }
  /* Over the page: what it shows is not part of the widget. */
  :host([popover]) {
    position: fixed;
    inset: 8px auto auto 8px;
    inline-size: min(340px, 100vw - 16px);
    max-block-size: calc(100dvh - 16px);
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 12px;
    overflow: auto;
    box-shadow: 0 8px 28px #0006;
  }
  section {
    display: grid;
    gap: 8px;
    padding: 10px 12px;
  }
  dl,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }
  dl {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 16px;
  }
  div {
    display: flex;
    justify-content: space-between;
    gap: 8px;
  }
  dt,
  time,
  figcaption {
    color: #9fb3b0;
  }
  dd {
    margin: 0;
  }
  canvas {
    display: block;
    inline-size: 100%;
    block-size: 84px;
    background: #0a1011;
    border-radius: 4px;
  }
  figcaption {
    padding-block-start: 4px;
  }
  i {
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin: 0 4px 0 10px;
    border-radius: 50%;
    background: #5eead4;
  }
  i:first-child {
    margin-inline-start: 0;
  }
  i:nth-of-type(2) {
    background: #fbbf24;
  }
  i:nth-of-type(3) {
    background: #a5b4fc;
  }
  ol {
    max-block-size: 9em;
    overflow: auto;
    list-style: none;
  }
  li {
    overflow-wrap: anywhere;
  }
  b {
    font-weight: 600;
  }
  ol:focus-visible {
    outline: 2px solid #5eead4;
    outline-offset: 2px;
  }
`;
