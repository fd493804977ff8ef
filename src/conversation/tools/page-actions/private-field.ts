import {controlsOf, fieldSelector, isField, isTickBox, tidy, type Field} from './dom.js';
import type {FieldNames} from './field-names.js';
import {secrecyOf, type Secrecy} from './private-names.js';
import {isPrivateValue} from './private-value.js';
import {wasPassword} from './revealed-passwords.js';
import type {Visibility} from './visibility.js';

/** Kinds of input that take what can be said aloud. */
const sayable =
  /^(text|search|email|tel|url|number|date|time|datetime-local|month|week|checkbox|radio|range|color)$/;

/** Where libraries for payment note which field is which. */
const paymentAttributes =
  '[data-stripe], [data-braintree-name], [data-encrypted-name], [data-recurly], [data-conekta], [data-omise], [data-worldpay], [data-openpay-card], [data-iugu], [data-eway-encrypt-name]';

/** What holds fields together where there is no form. */
const groups =
  'fieldset, dialog, section, article, [role=form], [role=dialog], [role=alertdialog], [role=group], [role=region]';

/**
 * Which fields are for secrets or payment: they are neither read nor written. A password or a payment makes the rest
 * of its form private too; where there is no form, what `groups` holds together. It caches what it has found: made anew for each use.
 */
export class Privacy {
  readonly #names: FieldNames;
  readonly #visibility: Visibility;
  readonly #fields = new Map<Field, Secrecy | null>();
  readonly #forms = new Map<Element, boolean>();
  readonly #words = new Map<string, Secrecy | null>();

  constructor(names: FieldNames, visibility: Visibility) {
    this.#names = names;
    this.#visibility = visibility;
  }

  isPrivate(field: Field): boolean {
    const form = field.form ?? field.closest(groups);
    return this.#secrecyOf(field) !== null || (form !== null && this.#isPrivateForm(form));
  }

  /** Found once for all of its fields. */
  #isPrivateForm(form: Element): boolean {
    let isPrivate = this.#forms.get(form);
    if (isPrivate === undefined) {
      isPrivate = fieldsIn(form).some(field => this.#secrecyOf(field) === 'form');
      this.#forms.set(form, isPrivate);
    }
    return isPrivate;
  }

  #secrecyOf(field: Field): Secrecy | null {
    let secrecy = this.#fields.get(field);
    if (secrecy === undefined) this.#fields.set(field, (secrecy = this.#find(field)));
    return secrecy;
  }

  #find(field: Field): Secrecy | null {
    const isInput = field instanceof HTMLInputElement;
    if (isInput && (field.type === 'password' || wasPassword(field))) return 'form';
    if (isInput && !sayable.test(field.type)) return 'field';
    const found = [secrecyOfPurpose(field), this.#secrecyOfNames(field)];
    // “Credit card” beside “Invoice” asks for no number.
    if (found.includes('form') && !isTickBox(field)) return 'form';
    const isPrivate = found.some(Boolean) || this.#isMarkedPrivate(field) || isPrivateValue(field.value);
    return isPrivate ? 'field' : null;
  }

  #secrecyOfNames(field: Field): Secrecy | null {
    // The PIN code of an address in India is none of a card.
    if (purposesOf(field).includes('postal-code')) return null;
    const found = this.#names.allNamesOf(field).map(name => this.#secrecyOfWords(name));
    if (found.includes('form')) return 'form';
    const descriptions = this.#names.descriptionsOf(field).map(text => this.#secrecyOfWords(text));
    return [...found, ...descriptions].some(Boolean) ? 'field' : null;
  }

  /** Many fields share words, such as those of the group that they are in. */
  #secrecyOfWords(words: string): Secrecy | null {
    let secrecy = this.#words.get(words);
    if (secrecy === undefined) this.#words.set(words, (secrecy = secrecyOf(words)));
    return secrecy;
  }

  /** What the page marks is left alone, whichever of field, label and option has the mark. */
  #isMarkedPrivate(field: Field): boolean {
    const mark = '[data-voice-private]';
    const marked = [field, ...this.#visibility.labels.of(field)];
    return marked.some(element => element.closest(mark) !== null) || field.querySelector(mark) !== null;
  }
}

function fieldsIn(form: Element): readonly Field[] {
  if (form instanceof HTMLFormElement) return controlsOf(form).filter(isField);
  return [...form.querySelectorAll<Field>(fieldSelector)].filter(field => !field.form);
}

/** What a field is for, as the page tells the browser. */
function secrecyOfPurpose(field: Field): Secrecy | null {
  const style = getComputedStyle(field);
  const masking = style.getPropertyValue('-webkit-text-security') || 'none';
  if (masking !== 'none' || /text-security/i.test(style.fontFamily)) return 'form';
  if (field.matches(paymentAttributes)) return 'form';
  const purposes = purposesOf(field);
  if (purposes.some(purpose => /^(cc-|(current|new)-password$)/.test(purpose))) return 'form';
  if (purposes.some(purpose => /^(one-time-code$|transaction-)/.test(purpose))) return 'field';
  return isDigitBox(field) ? 'field' : null;
}

/** Codes are often typed into a row of boxes, one for each digit. */
function isDigitBox(field: Field): boolean {
  return (
    field instanceof HTMLInputElement &&
    field.maxLength === 1 &&
    (field.type === 'tel' || field.inputMode === 'numeric')
  );
}

function purposesOf(field: Field): readonly string[] {
  return tidy(field.getAttribute('autocomplete') ?? '')
    .toLowerCase()
    .split(' ');
}
