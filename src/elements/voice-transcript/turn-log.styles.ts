import {css} from 'lit';

/** Bubbles and what goes with them. */
export const turnStyles = css`
  /* Blocks, each for itself: a new word changes the layout of its own turn only. */
  .turns:has(> .turn) {
    display: block;
  }
  .turns > * + * {
    margin-block-start: 10px;
  }
  .turn {
    contain: layout style;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 2px 4px;
  }
  /* Found by the browser's search, it shows as it is. */
  .beyond {
    display: block;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .beyond > :not([hidden]) {
    display: block;
  }
  .user {
    flex-direction: row-reverse;
  }
  .bubble {
    max-inline-size: 100%;
    margin: 0;
    border-radius: calc(var(--_radius) * 0.75);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    word-break: auto-phrase;
    unicode-bidi: isolate;
  }
  /* Beside it there is room for its button. */
  .turn:not(.user, :has(.lasting)) > .bubble {
    max-inline-size: calc(100% - 32px);
  }
  .part {
    display: block;
  }
  .user .bubble {
    max-inline-size: 85%;
    padding: 8px 14px;
    border-end-end-radius: calc(var(--_radius) * 0.25);
    background: var(--_surface-raised);
  }
  /* On its way nowhere yet: an outline, whose text is as readable as any. */
  .unsent .bubble {
    background: none;
    outline: 1px dashed;
    outline-offset: -1px;
    color: var(--_text);
  }
  .waiting {
    display: flex;
    gap: 4px;
    padding-block: 15px;
  }
  .waiting i {
    inline-size: 6px;
    block-size: 6px;
    border-radius: 3px;
    background: currentColor;
    opacity: 0.6;
    animation: wait 1.2s infinite;
  }
  .waiting i + i {
    animation-delay: 0.15s;
  }
  .waiting i + i + i {
    animation-delay: 0.3s;
  }
  @keyframes wait {
    30% {
      opacity: 1;
      translate: 0 -3px;
    }
    60% {
      translate: 0;
    }
  }
  .picture {
    max-inline-size: min(85%, 240px);
    max-block-size: 240px;
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface-raised);
  }
  .note {
    flex: 0 0 100%;
    color: var(--_text-muted);
    font-size: 0.8125em;
  }
  .user .note {
    text-align: end;
  }
  .latest {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 0;
    justify-self: center;
    inline-size: 44px;
    margin-inline: auto;
    border: 1px solid var(--_border);
    background: var(--_surface);
    box-shadow: 0 2px 8px rgb(0 0 0 / 18%);
  }
  .latest:hover {
    background: var(--_surface-raised);
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    :is(.user, .unsent) .bubble {
      border: 1px solid CanvasText;
    }
    .waiting i {
      background: CanvasText;
    }
  }
`;
