import {css} from 'lit';

/** The layouts that stand over the page: loaded only with them. */
export const dialogStyles = css`
  dialog.panel {
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    animation: arrive 180ms cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .panel.modal {
    inline-size: min(var(--voice-panel-width, 520px), calc(100vw - 32px));
    block-size: min(var(--voice-panel-height, 680px), calc(100dvh - 32px - var(--_keyboard)));
    margin: auto;
    margin-block-end: calc(var(--_keyboard) + 16px);
    box-shadow: 0 24px 80px rgb(0 0 0 / 30%);
  }
  .panel.modal::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .panel.fullscreen {
    inset: 0;
    inline-size: 100vw;
    block-size: calc(100dvh - var(--_keyboard));
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
  .fullscreen voice-waveform {
    block-size: 96px;
  }
  @media (max-width: 480px) {
    .panel.modal {
      inline-size: 100vw;
      block-size: calc(100dvh - var(--_keyboard));
      margin: 0;
      border: 0;
      border-radius: 0;
    }
  }
`;
