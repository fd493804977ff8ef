import {html, svg, type SVGTemplateResult, type TemplateResult} from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

const thumb = svg`<path d="M7 10v11M7 10l4-8a3 3 0 0 1 3 3v4h5.500a2 2 0 0 1 2 2.300l-1.200 7.700a2 2 0 0 1-2 2H3V10z" />`;

export const copyIcon = icon(
  svg`<rect x="8" y="8" width="12" height="12" rx="3" /><path d="M16 8V7a3 3 0 0 0-3-3H7a3 3 0 0 0-3 3v6a3 3 0 0 0 3 3h1" />`,
);
export const copiedIcon = icon(svg`<path d="M5 13l5 5 9-11" />`);
export const goodIcon = icon(thumb);
export const badIcon = icon(svg`<g transform="rotate(180 12 12)">${thumb}</g>`);
