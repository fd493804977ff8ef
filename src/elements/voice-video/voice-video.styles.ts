import {css} from 'lit';

export const videoStyles = css`
  :host {
    display: block;
    position: relative;
    font: var(--_font);
    color: var(--_text);
    aspect-ratio: 4 / 3;
  }
  :host([empty]) {
    display: none;
  }
  video {
    display: block;
    object-fit: cover;
    background: var(--_surface-raised);
  }
  [part='video'] {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: calc(var(--_radius) * 0.75);
    outline: 1px solid var(--_border);
    outline-offset: -1px;
    opacity: 0;
  }
  /* Nothing is to be seen before the first frame. */
  :host([live]) [part='video'] {
    opacity: 1;
    transition: opacity calc(240ms * var(--_motion));
  }
  [part='preview'] {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-end: 10px;
    inline-size: clamp(72px, 27%, 128px);
    aspect-ratio: 4 / 3;
    border: 2px solid var(--_surface);
    border-radius: calc(var(--_radius) * 0.5);
    box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
    /* As in a mirror: people know themselves from there. */
    transform: scaleX(-1);
  }
  /* Beside what else stands there. */
  :host(:not([live])) [part='preview'] {
    inset-block: 0 auto;
    inset-inline-end: 0;
  }
  @media (max-height: 480px) {
    [part='preview'] {
      inset-block-end: 4px;
      inset-inline-end: 4px;
      inline-size: 44px;
      border-width: 1px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host([live]) [part='video'] {
      transition: none;
    }
  }
`;
