import {css} from 'lit';

export const approvalStyles = css`
  /* The question is all there is to look at, and its answers are in sight. */
  .panel.voice:has(> .approval) .stage .suggestions {
    display: none;
  }
  /* Still read out. */
  .panel.voice:has(> .approval) :is(.stage voice-captions, .foot voice-status) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    overflow: clip;
    clip-path: inset(50%);
  }
  .panel.voice:has(> .approval) > .stage voice-video {
    display: none;
  }
  .panel.voice:has(> .approval) > .stage.orb voice-waveform {
    position: relative;
    inset: auto;
    inline-size: 72px;
    block-size: 72px;
    background: none;
  }
  @media (max-height: 600px) {
    .panel.voice:has(> .approval) > .stage {
      display: none;
    }
    .panel.voice:has(> .approval) > .foot {
      margin-block-start: auto;
    }
  }
  .approval {
    max-block-size: 60%;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .approval:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
  .asked {
    display: grid;
    flex: 1 0 100%;
    gap: 8px;
    min-inline-size: 0;
  }
  .approval h3 {
    margin: 0;
    font: inherit;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .approval dl {
    display: grid;
    grid-template-columns: fit-content(40%) 1fr;
    gap: 4px 12px;
    margin: 0;
  }
  .approval dt {
    color: var(--_text-muted);
  }
  .approval .value {
    max-block-size: 6lh;
    margin: 0;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block-start: 4px;
  }
  .approval .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }
`;
