import {css} from 'lit';

/**
 * The canvas carries the picture's colours as border colours, so that the cascade works them out, and as mixtures, so
 * that it tells them in the channels that pictures derive others from. Their transition is no animation: it makes the
 * browser tell when one of them changed, for whatever reason.
 */
export const waveformStyles = css`
  :host {
    position: relative;
    display: block;
    block-size: 96px;
    overflow: hidden;
    isolation: isolate; /* Not above what scrolls over it. */
  }
  :host([data-visualizer='orb']) {
    inline-size: 208px;
    block-size: 208px;
    max-inline-size: 100%;
  }
  ::slotted(*) {
    position: absolute;
    inset: 14%;
    inline-size: 72%;
    block-size: 72%;
    border-radius: 50%;
    object-fit: cover;
  }
  :host(:not([data-visualizer='orb'])) slot {
    display: none;
  }
  canvas {
    position: relative;
    z-index: 1;
    --_color: var(--voice-waveform-color, var(--_accent));
    --_second: var(--voice-accent-2, var(--_preset-accent-2, transparent));
    display: block;
    inline-size: 100%;
    block-size: 100%;
    writing-mode: horizontal-tb;
    border: 0 none;
    border-color: color-mix(in oklch, var(--_color) 50%, var(--_color))
      color-mix(in oklch, var(--_text) 50%, var(--_text))
      color-mix(in oklch, var(--_text-muted) 50%, var(--_text-muted))
      color-mix(in oklch, var(--_danger) 50%, var(--_danger));
    outline: 0 none color-mix(in oklch, var(--_second) 50%, var(--_second));
    transition:
      border-color 1ms,
      outline-color 1ms;
    forced-color-adjust: none;
  }
  @media (forced-colors: active) {
    canvas {
      --_color: Highlight;
      --_second: Highlight;
      --_text: CanvasText;
      --_text-muted: GrayText;
      --_danger: CanvasText;
    }
  }
`;
