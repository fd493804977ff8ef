/** What is filled in on a page. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const headings = 'h1, h2, h3, h4, h5, h6, [role=heading]';
export const fieldSelector = 'input, textarea, select';

export function isField(node: unknown): node is Field {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLTextAreaElement ||
    node instanceof HTMLSelectElement
  );
}

export function isTickBox(field: Element): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
}

/**
 * A member of an element as the browser has it. A form hands out its controls under their names: with a control
 * called `parentNode` or `id` in it, the plain property is that control.
 */
export function native<Key extends keyof HTMLElement>(element: Element, key: Key): HTMLElement[Key] {
  const member: unknown = Reflect.get(HTMLElement.prototype, key, element);
  return (typeof member === 'function' ? member.bind(element) : member) as HTMLElement[Key];
}

/** The controls of a form, whatever they are called. */
export function controlsOf(form: HTMLFormElement): readonly Element[] {
  return [...Reflect.get(HTMLFormElement.prototype, 'elements', form)];
}

export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a label or a reference leads to. */
export function fieldOf(element: Element): Field | null {
  const field = element instanceof HTMLLabelElement ? element.control : element;
  return isField(field) ? field : null;
}
