import {css} from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    font: var(--_font);
  }
  :host([hidden]) {
    display: none;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0 4px;
    padding: 4px;
    border: 1px solid var(--_edge);
    border-radius: var(--_pill, 26px);
    background: var(--_surface-raised);
  }
  form:focus-within {
    border-color: var(--_text);
    outline: 1px solid var(--_text);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: 7.5em;
    padding: 10px 12px;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    /* Smaller, and iOS would zoom into it. */
    font-size: max(16px, 1em);
    line-height: 24px;
    resize: none;
    outline: none;
    field-sizing: content;
  }
  .attach + input + textarea {
    padding-inline-start: 4px;
  }
  textarea::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  .attach {
    color: var(--_text-muted);
  }
  .send {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .send:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  .send:disabled {
    background: none;
    color: var(--_text-muted);
  }
  @media (forced-colors: active) {
    form {
      border-color: ButtonText;
    }
  }
`;
