import {css} from 'lit';

/** The conversation's frame, in every layout. */
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
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    outline: none;
  }
  .panel.floating {
    --_block-size: min(
      var(--voice-panel-height, 620px),
      calc(var(--_screen-height) - 40px - var(--_keyboard))
    );
    inline-size: min(var(--voice-panel-width, 380px), calc(var(--_screen-width) - 40px));
    block-size: var(--_block-size);
    box-shadow: var(--_shadow);
    animation: arrive calc(180ms * var(--_motion)) cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .panel.inline {
    inline-size: 100%;
    block-size: var(--voice-panel-height, 620px);
  }
  .header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding-inline: 18px 8px;
    background: var(--_surface);
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
  :is(.header, .to-voice) > .avatar {
    inline-size: 32px;
    block-size: 32px;
    margin-inline-end: 8px;
    border-radius: 50%;
    object-fit: cover;
  }
  .to-voice > .avatar {
    margin: 0;
  }
  .to-voice {
    margin-inline: -10px 2px;
  }
  .to-voice .disc {
    inline-size: 24px;
    block-size: 24px;
  }
  span.to-voice {
    display: grid;
    place-items: center;
    inline-size: 44px;
  }
  /* On its way it passes over buttons. */
  .panel voice-waveform,
  .dock .orb {
    pointer-events: none;
  }
  .to-voice voice-waveform {
    inline-size: 32px;
    block-size: 32px;
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
    flex: 1 0 auto;
    block-size: 0;
    min-block-size: 72px;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(12px) scale(0.98);
    }
  }
  @media (max-height: 480px) {
    .header {
      min-block-size: 44px;
    }
  }
  @media (max-width: 480px) {
    .panel.floating {
      position: fixed;
      inset: auto 0 var(--_keyboard);
      inline-size: 100%;
      --_block-size: min(
        var(--voice-panel-height, 640px),
        calc((var(--_screen-height) - var(--_keyboard)) * 0.88)
      );
      padding-block-end: env(safe-area-inset-bottom);
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    /* A sheet that can be swiped away, without the page being drawn down. */
    .panel.floating > .header {
      touch-action: none;
    }
    .panel.floating > .header::before {
      position: absolute;
      inset: 6px 0 auto;
      inline-size: 36px;
      block-size: 4px;
      margin-inline: auto;
      border-radius: 2px;
      background: var(--_border);
      content: '';
    }
  }
  @media (max-width: 480px) and (max-height: 480px) {
    .panel.floating {
      --_block-size: calc(var(--_screen-height) - var(--_keyboard));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .panel {
      animation: none !important;
    }
  }
`;
