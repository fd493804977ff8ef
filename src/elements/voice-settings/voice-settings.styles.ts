import {css} from 'lit';

/** One column of fields in quiet groups; every target 44 px high. */
export const settingsStyles = css`
  :host {
    display: block;
    overflow-y: auto;
    overscroll-behavior: contain;
    color: var(--_text);
    font: var(--_font);
    font-size: 0.9375em;
  }
  .settings {
    display: grid;
    max-inline-size: 560px;
    margin-inline: auto;
    padding: 4px 16px 16px;
  }
  section {
    display: grid;
    gap: 14px;
    min-inline-size: 0;
    padding-block: 16px;
  }
  section + section {
    border-block-start: 1px solid var(--_border);
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 12px;
    align-items: baseline;
  }
  label,
  .caption {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .field > :not(label, output) {
    grid-column: 1 / -1;
  }
  output,
  .note {
    color: var(--_text-muted);
    font-size: 0.9333em;
  }
  output {
    font-variant-numeric: tabular-nums;
  }
  .note,
  .error {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .error {
    font-weight: 600;
  }
  .choice {
    position: relative;
    display: grid;
    align-items: center;
  }
  select {
    appearance: none;
    inline-size: 100%;
    min-block-size: 44px;
    padding-block: 8px;
    padding-inline: 12px 38px;
    border: 1px solid color-mix(in srgb, var(--_text-muted) 70%, var(--_surface));
    border-radius: min(10px, calc(var(--_radius) * 0.42));
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .choice svg {
    position: absolute;
    inset-inline-end: 12px;
    inline-size: 18px;
    block-size: 18px;
    color: var(--_text-muted);
    pointer-events: none;
  }
  input[type='range'] {
    inline-size: 100%;
    block-size: 28px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  :is(select, input):focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .row button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    block-size: auto;
    min-block-size: 40px;
    padding: 6px 16px;
    border: 1px solid var(--_edge);
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .row svg {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
  }
  .row .on {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .row .on:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_accent-text));
  }
  .row .danger {
    border-color: var(--_danger);
  }
  [aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  [role='meter'] {
    flex: 1 1 96px;
    block-size: 10px;
    border-radius: min(5px, var(--_radius));
    background: color-mix(in srgb, var(--_text) 14%, var(--_surface));
    overflow: hidden;
  }
  [role='meter']::before {
    display: block;
    inline-size: calc(var(--_level, 0) * 100%);
    block-size: 100%;
    border-radius: min(5px, var(--_radius));
    background: var(--_accent);
    content: '';
  }
  .switch {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 44px;
    cursor: pointer;
  }
  .switches {
    gap: 0;
    padding-block: 6px;
  }
  .switch input {
    appearance: none;
    flex: none;
    inline-size: 44px;
    block-size: 26px;
    margin: 0;
    padding: 3px;
    border: 1px solid var(--_text-muted);
    border-radius: 13px;
    background: var(--_surface-raised);
    cursor: pointer;
  }
  .switch input::before {
    display: block;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: var(--_text-muted);
    content: '';
    transition: margin calc(120ms * var(--_motion));
  }
  .switch input:checked {
    border-color: var(--_edge);
    background: var(--_accent);
  }
  .switch input:checked::before {
    margin-inline-start: 18px;
    background: var(--_accent-text);
  }
  @media (forced-colors: active) {
    .switch input {
      appearance: auto;
      inline-size: 24px;
      block-size: 24px;
    }
    .switch input::before {
      content: none;
    }
    [role='meter'] {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
    }
    [role='meter']::before {
      background: Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .switch input::before {
      transition: none;
    }
  }
`;
