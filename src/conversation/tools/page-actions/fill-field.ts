import {isPrivate} from './private-field.js';
import {show} from './show.js';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Writes into a field as a person would, and shows it.
 * @throws {Error} when it is none, or one for secrets or payment, or does not take the value
 */
export function fillField(element: Element, value: string): string {
  const field = fieldOf(element);
  if (!field) throw new Error('This is not a field.');
  if (isPrivate(field)) throw new Error('Fields for passwords and payment are filled in by the person only.');
  if (field.disabled || ('readOnly' in field && field.readOnly))
    throw new Error('This field cannot be changed.');
  if (field instanceof HTMLSelectElement) select(field, value);
  else if (field.type === 'checkbox' || field.type === 'radio') tick(field as HTMLInputElement, value);
  else write(field, value);
  show(field, true);
  return 'It is filled in. The person can see and change it.';
}

/** The words before a field stand for it. */
function fieldOf(element: Element): Field | null {
  const field = element instanceof HTMLLabelElement ? element.control : element;
  return field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
    ? field
    : null;
}

function select(field: HTMLSelectElement, value: string): void {
  const wanted = value.trim().toLowerCase();
  const option = [...field.options].find(
    ({text, value: own, disabled}) =>
      !disabled && [text.trim(), own].some(name => name.toLowerCase() === wanted),
  );
  if (!option) {
    const choices = [...field.options].map(({text}) => text.trim()).join(', ');
    throw new Error(`The choices are: ${choices}`);
  }
  setNatively(field, 'value', option.value);
}

function tick(field: HTMLInputElement, value: string): void {
  // A click is what frameworks listen to.
  if (field.checked !== /^(true|on|yes|1)$/i.test(value)) field.click();
}

function write(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  setNatively(field, 'value', value);
  if (field.value !== value) throw new Error(`This field does not take “${value}”.`);
}

/** Frameworks replace the setter of an element by one of their own, which hides the change from them. */
function setNatively(field: Field, property: 'value', value: string): void {
  const prototype = Object.getPrototypeOf(field) as Field;
  Object.getOwnPropertyDescriptor(prototype, property)!.set!.call(field, value);
  field.dispatchEvent(new Event('input', {bubbles: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
}
