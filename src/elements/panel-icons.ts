import {html, svg, type SVGTemplateResult, type TemplateResult} from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5 11a7 7 0 0 0 14 0M12 18v3" />`;

export const microphoneIcon = icon(microphone);
export const microphoneOffIcon = icon(svg`${microphone}<path d="M4 4l16 16" />`);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const minimizeIcon = icon(svg`<path d="M6 9l6 6 6-6" />`);
export const backIcon = icon(svg`<path d="M14 6l-6 6 6 6" />`);
export const settingsIcon = icon(
  svg`<path d="M4 7h8M18 7h2M4 17h2M12 17h8" /><circle cx="15" cy="7" r="2.5" /><circle cx="9" cy="17" r="2.5" />`,
);
export const imageIcon = icon(
  svg`<rect x="4" y="5" width="16" height="14" rx="3" /><path d="M5 17l5-5 5 5M13.5 15.5l2-2 4 4" /><circle cx="15.5" cy="9" r="1" />`,
);
export const sendIcon = icon(svg`<path d="M12 19V5M6 11l6-6 6 6" />`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2" />`);
export const hangUpIcon = icon(
  svg`<path d="M3 15c5-5 13-5 18 0l-2.4 2.4-3.6-1.6v-2.6a12 12 0 0 0-6 0v2.6l-3.6 1.6z" />`,
);
