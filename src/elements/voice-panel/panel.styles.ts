import {css} from 'lit';

/** The conversation's frame, in every layout, and the launcher once there is a conversation. */
export const panelStyles = css`
  voice-panel {
    display: contents;
  }
  .panel {
    --_keyboard: 0px;
    /* The screen, in lengths of a page that may be zoomed. */
    --_screen-width: calc(100vw / var(--_zoom, 1));
    --_screen-height: calc(100dvh / var(--_zoom, 1));
    display: flex;
    flex-direction: column;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    outline: none;
  }
  .panel.floating {
    --_block-size: min(
      var(--voice-panel-height, 600px),
      calc(var(--_screen-height) - 60px - var(--voice-size, 60px) - var(--_keyboard))
    );
    inline-size: min(var(--voice-panel-width, 380px), calc(var(--_screen-width) - 40px - var(--_beside)));
    block-size: var(--_block-size);
    box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
    animation: arrive 180ms cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  /* Without a transcript there is nothing to leave room for. */
  .panel.floating:has(.filler) {
    block-size: auto;
    max-block-size: var(--_block-size);
  }
  .panel.inline {
    inline-size: 100%;
    block-size: var(--voice-panel-height, 600px);
  }
  .header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 60px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_border);
  }
  .title {
    flex: 1;
    margin: 0;
    overflow: hidden;
    font: inherit;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .avatar {
    inline-size: 36px;
    block-size: 36px;
    margin-inline-end: 8px;
    border-radius: 50%;
    object-fit: cover;
  }
  .back {
    margin-inline-start: -10px;
  }
  .back:dir(rtl) svg {
    transform: scaleX(-1);
  }
  voice-transcript,
  voice-settings,
  .filler {
    flex: 1;
    min-block-size: 0;
  }
  .launcher::after {
    position: absolute;
    inset: 0;
    border-radius: 50%;
    content: '';
    pointer-events: none;
  }
  :host([data-phase='listening']) .launcher::after,
  :host([data-phase='speaking']) .launcher::after {
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_accent) 40%, transparent);
    animation: breathe 2.4s ease-in-out infinite;
  }
  :host([data-phase='speaking']) .launcher svg {
    animation: talk 700ms ease-in-out infinite alternate;
  }
  :host(:is([data-phase='thinking'], [data-phase='connecting'], [data-phase='reconnecting']))
    .launcher::after {
    inset: -5px;
    border: 3px solid color-mix(in srgb, var(--_accent) 25%, transparent);
    border-block-start-color: var(--_accent);
    animation: turn 1s linear infinite;
  }
  :host([data-phase='failed']) .launcher::after {
    inset: auto 0 auto auto;
    inset-block-start: 0;
    inline-size: 14px;
    block-size: 14px;
    border: 2px solid var(--_surface);
    background: var(--_danger);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(12px) scale(0.98);
    }
  }
  @keyframes breathe {
    50% {
      box-shadow: 0 0 0 8px color-mix(in srgb, var(--_accent) 12%, transparent);
    }
  }
  @keyframes talk {
    from {
      transform: scaleY(0.7);
    }
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @media (max-width: 480px) {
    .panel.floating {
      position: fixed;
      inset: auto 0 var(--_keyboard);
      inline-size: 100%;
      --_block-size: min(
        var(--voice-panel-height, 640px),
        calc(var(--_screen-height) - var(--_keyboard) - 24px)
      );
      padding-block-end: env(safe-area-inset-bottom);
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .panel,
    .launcher::after,
    .launcher svg {
      animation: none !important;
    }
  }
`;
