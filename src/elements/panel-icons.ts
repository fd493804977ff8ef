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
  svg`<rect x="4" y="5" width="16" height="14" rx="3" /><path d="M5 17l5-5 5 5M13.5 15.5l2-2 4 4" /><path d="M15.5 9h.01" />`,
);
export const sendIcon = icon(svg`<path d="M12 19V5M6 11l6-6 6 6" />`);
export const stopIcon = icon(
  svg`<rect x="7" y="7" width="10" height="10" rx="2.5" fill="currentColor" stroke="none" />`,
);
export const keyboardIcon = icon(
  svg`<rect x="3" y="6" width="18" height="12" rx="2.5" /><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8" />`,
);
export const hangUpIcon = icon(
  svg`<path fill="currentColor" stroke="none" d="M12 8.6c-3.6 0-6.8 1.1-9 3-.6.5-.8 1.3-.6 2l.6 2.2c.2.8 1 1.3 1.8 1.1l2.7-.6c.7-.2 1.2-.8 1.2-1.5v-1.6c1.1-.3 2.2-.4 3.3-.4s2.2.1 3.3.4v1.6c0 .7.5 1.3 1.2 1.5l2.7.6c.8.2 1.6-.3 1.8-1.1l.6-2.2c.2-.7 0-1.5-.6-2-2.2-1.9-5.4-3-9-3z" />`,
);
