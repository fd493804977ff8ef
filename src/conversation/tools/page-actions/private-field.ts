import {controlsOf, fieldSelector, isField, isTickBox, tidy, type Field} from './dom.js';
import {allNamesOf, descriptionsOf} from './field-names.js';
import {secrecyOf, type Secrecy} from './private-names.js';
import {isPrivateValue} from './private-value.js';
import {wasPassword} from './revealed-passwords.js';

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
  readonly #found = new Map<Field, Secrecy | null>();

  isPrivate(field: Field): boolean {
    return (
      this.#secrecyOf(field) !== null || fieldsAround(field).some(other => this.#secrecyOf(other) === 'form')
    );
  }

  #secrecyOf(field: Field): Secrecy | null {
    let secrecy = this.#found.get(field);
    if (secrecy === undefined) this.#found.set(field, (secrecy = secrecyOfField(field)));
    return secrecy;
  }
}

function fieldsAround(field: Field): readonly Field[] {
  if (field.form) return controlsOf(field.form).filter(isField);
  const group = field.closest(groups);
  return group ? [...group.querySelectorAll<Field>(fieldSelector)].filter(({form}) => !form) : [];
}

function secrecyOfField(field: Field): Secrecy | null {
  const isInput = field instanceof HTMLInputElement;
  if (isInput && (field.type === 'password' || wasPassword(field))) return 'form';
  if (isInput && !sayable.test(field.type)) return 'field';
  const found = [secrecyOfPurpose(field), secrecyOfNames(field)];
  // “Credit card” beside “Invoice” asks for no number.
  if (found.includes('form') && !isTickBox(field)) return 'form';
  return found.some(Boolean) || isMarkedPrivate(field) || isPrivateValue(field.value) ? 'field' : null;
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

function secrecyOfNames(field: Field): Secrecy | null {
  // The PIN code of an address in India is none of a card.
  if (purposesOf(field).includes('postal-code')) return null;
  const found = [...new Set(allNamesOf(field))].map(secrecyOf);
  if (found.includes('form')) return 'form';
  const isSecret = found.includes('field') || descriptionsOf(field).some(text => secrecyOf(text) !== null);
  return isSecret ? 'field' : null;
}

/** What the page marks is left alone, whichever of label and field has the mark. */
function isMarkedPrivate(field: Field): boolean {
  return [field, ...(field.labels ?? [])].some(element => element.closest('[data-voice-private]') !== null);
}

function purposesOf(field: Field): readonly string[] {
  return tidy(field.getAttribute('autocomplete') ?? '')
    .toLowerCase()
    .split(' ');
}
