import {css} from 'lit';

/** Of the stage that it stands on. */
export const onStage = css`
  .stage:has(voice-video) {
    position: relative;
  }
  /* Over the orb, in which nothing is to be seen yet, or in the corner beside it. */
  .stage voice-video {
    position: absolute;
    inset: 4px 16px;
    aspect-ratio: auto;
    pointer-events: none;
  }
  .stage:has(voice-video[live]) {
    padding-inline: 16px;
  }
  .stage voice-video[live] {
    position: relative;
    inset: auto;
    flex: 1 1 min(264px, 26vh);
    inline-size: 100%;
    min-block-size: 120px;
    max-block-size: min(62vh, 480px);
    max-inline-size: 720px;
  }
  .stage:has(voice-video[live]) voice-waveform {
    display: none;
  }
  /* How the call stands is seen here, too. */
  .stage.orb:has(voice-video[live]) voice-waveform {
    position: absolute;
    inset-block-start: 18px;
    inset-inline-start: 26px;
    z-index: 1;
    display: block;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_surface) 82%, transparent);
  }
  @media (max-height: 480px) {
    .stage voice-video {
      inset: 4px 12px;
    }
    .stage voice-video[live] {
      flex: none;
      inline-size: 132px;
      block-size: 99px;
      min-block-size: 0;
    }
  }
`;
