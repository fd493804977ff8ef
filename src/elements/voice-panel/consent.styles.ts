import {css} from 'lit';

export const consentStyles = css`
  .consent {
    display: grid;
    flex: 1;
    align-content: center;
    gap: var(--_gap);
    padding: 24px;
    overflow-y: auto;
  }
  /* What waits gives way to the question. */
  voice-transcript + .consent {
    flex: none;
    max-block-size: 78%;
  }
  .consent > div {
    display: grid;
    gap: var(--_gap);
  }
  .consent :is(h3, p) {
    margin: 0;
  }
  .consent button {
    padding-inline: 16px;
    border: 1px solid currentColor;
    font-weight: 600;
  }
  .consent .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  /* A custom layout has no panel of its own: the question floats. */
  .panel.custom {
    inline-size: min(var(--voice-panel-width, 380px), var(--_screen-width) - 40px);
    max-block-size: calc(var(--_screen-height) - 40px);
    box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
  }
`;
