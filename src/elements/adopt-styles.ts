import type {CSSResult} from 'lit';

/** Adds rules that were loaded later to a shadow root, once. The DOM of a test runner may have no sheets to share. */
export function adoptStyles(root: Node | null, ...styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot) || !(root as Partial<ShadowRoot>).adoptedStyleSheets) return;
  const sheets = styles
    .map(({styleSheet}) => styleSheet)
    .filter(sheet => sheet !== undefined)
    .filter(sheet => !root.adoptedStyleSheets.includes(sheet));
  if (sheets.length) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}
