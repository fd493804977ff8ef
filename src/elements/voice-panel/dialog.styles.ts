import {css} from 'lit';

/** The layouts that stand over the page: loaded only with them. */
export const dialogStyles = css`
  dialog.panel {
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    animation: arrive calc(180ms * var(--_motion)) cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .panel.modal {
    inline-size: min(var(--voice-panel-width, 520px), calc(var(--_screen-width) - 32px));
    block-size: min(var(--voice-panel-height, 680px), calc(var(--_screen-height) - 32px - var(--_keyboard)));
    margin: auto;
    margin-block-end: calc(var(--_keyboard) + 16px);
    box-shadow: var(--_shadow);
  }
  .panel.modal::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .panel.fullscreen {
    inset: 0;
    inline-size: var(--_screen-width);
    block-size: calc(var(--_screen-height) - var(--_keyboard));
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
      env(safe-area-inset-left);
    border: 0;
    border-radius: 0;
  }
  .fullscreen > :not(.header) {
    inline-size: min(100%, 720px);
    margin-inline: auto;
  }
  .fullscreen > :is(.error, .banner) {
    inline-size: min(100% - 2 * var(--_gap), 720px);
  }
  @media (max-width: 480px) {
    .panel.modal {
      inline-size: var(--_screen-width);
      block-size: calc(var(--_screen-height) - var(--_keyboard));
      margin: 0;
      border: 0;
      border-radius: 0;
    }
  }
`;
