import type {CSSResult} from 'lit';

/** Adds rules that were loaded later to a shadow root, once. */
export function adoptStyles(root: Node, ...styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  const sheets = styles
    .map(({styleSheet}) => styleSheet!)
    .filter(sheet => !root.adoptedStyleSheets.includes(sheet));
  if (sheets.length) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}
