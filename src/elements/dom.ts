/**
 * Makes an element without a parser, which a page's Trusted Types policy may forbid.
 * @param attributes those whose value is null are left out
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An icon of one path, on the grid that all icons have. */
export function makeIcon(path: string): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(namespace, 'svg');
  setAttributes(icon, {viewBox: '0 0 24 24', 'aria-hidden': 'true'});
  const line = icon.appendChild(document.createElementNS(namespace, 'path'));
  setAttributes(line, {d: path});
  return icon;
}

/** Sets attributes, and removes those whose value is null. */
export function setAttributes(element: Element, attributes: Readonly<Record<string, string | null>>): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Gives a node these children and no others; those that it has already stay where they are. */
export function setChildren(parent: Node, children: readonly Node[]): void {
  for (const child of [...parent.childNodes]) if (!children.includes(child)) parent.removeChild(child);
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}
