import {css} from 'lit';

/** The list of what was checked: an icon, a sentence, and the result in words. */
export const diagnosisStyles = css`
  .diagnosis {
    flex: 1;
    min-block-size: 0;
    padding: 16px;
    overflow-y: auto;
    overscroll-behavior: contain;
    outline: none;
    font-size: 0.9375em;
  }
  .diagnosis:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
  .diagnosis p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .checks {
    display: grid;
    max-inline-size: 560px;
    margin: 8px 0 16px;
    padding: 0;
    list-style: none;
  }
  .checks > div {
    display: grid;
    grid-template-columns: 22px minmax(0, 1fr);
    gap: 0 12px;
    padding-block: 10px;
    border-block-end: 1px solid var(--_border);
  }
  .checks svg {
    grid-row: 1 / 3;
    color: var(--_text-muted);
  }
  .diagnosis .pass svg {
    color: var(--_text);
  }
  .diagnosis .fail :is(svg, .result) {
    color: var(--_text);
  }
  .diagnosis .fail p {
    font-weight: 600;
  }
  .diagnosis .result {
    color: var(--_text-muted);
    font-size: 0.8667em;
  }
  .diagnosis .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .diagnosis .actions button {
    block-size: auto;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 1px solid currentColor;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
