import {css} from 'lit';

/** What is there for screen readers only. */
export const unseen = css`
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: clip; /* What is hidden could be scrolled, which costs more. */
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
