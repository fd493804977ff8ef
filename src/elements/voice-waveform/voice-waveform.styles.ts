import {css} from 'lit';

/**
 * The canvas carries the picture's colours as border colours, so that the cascade works them out. Their
 * transition is no animation: it makes the browser tell when one of them changed, for whatever reason.
 */
export const waveformStyles = css`
  :host {
    display: block;
    block-size: 96px;
    overflow: hidden;
  }
  :host([data-visualizer='orb']) {
    inline-size: 208px;
    block-size: 208px;
    max-inline-size: 100%;
  }
  canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    writing-mode: horizontal-tb;
    border: 0 none;
    border-color: var(--voice-waveform-color, var(--_accent)) var(--_text) var(--_text-muted) var(--_danger);
    transition: border-color 1ms;
    forced-color-adjust: none;
  }
  @media (forced-colors: active) {
    canvas {
      border-color: Highlight CanvasText GrayText CanvasText;
    }
  }
`;
