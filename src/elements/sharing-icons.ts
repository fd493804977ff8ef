import {html, svg, type SVGTemplateResult, type TemplateResult} from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const cameraIcon = icon(
  svg`<rect x="3" y="6.5" width="12.5" height="11" rx="3" /><path d="M15.5 10.5l5-2.8v8.6l-5-2.8" />`,
);
export const screenIcon = icon(
  svg`<rect x="3" y="4.5" width="18" height="12" rx="2.5" /><path d="M12 13.5v-6M9.5 10L12 7.5l2.5 2.5M8.5 20h7" />`,
);
