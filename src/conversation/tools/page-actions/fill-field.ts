import type {ToolArguments} from '../voice-tool.js';
import {isTickBox, type Field} from './dom.js';
import {fullNameOf} from './field-names.js';
import {findField} from './page-reader.js';
import {Privacy} from './private-field.js';
import {isPrivateValue} from './private-value.js';
import {show} from './show.js';
import {Visibility} from './visibility.js';

/** What the person is asked about. */
interface Proposal {
  readonly field: Field;
  readonly type: string;
  readonly name: string;
  /** What will stand in the field, in the words that the page has for it. */
  readonly value: string;
}

/**
 * Writes into fields as a person would. What the person was asked about is what is done: the field is looked up once
 * for each call, and must still be what it was when its turn comes.
 */
export class FieldFiller {
  readonly #proposals = new WeakMap<ToolArguments, Proposal>();

  /** @throws {Error} as `fill` does */
  describe(args: ToolArguments): Readonly<Record<string, unknown>> {
    const proposal = propose(findField(String(args.target)), String(args.value));
    this.#proposals.set(args, proposal);
    return {field: proposal.name, value: proposal.value};
  }

  /**
   * @returns what the assistant is told
   * @throws {Error} when there is no such field, it is private, cannot be changed or does not take the value, or is
   * not what the person was asked about any more
   */
  fill(args: ToolArguments): string {
    const agreed = this.#proposals.get(args);
    const value = String(args.value);
    const proposal = propose(agreed?.field ?? findField(String(args.target)), value);
    if (agreed && !isSame(agreed, proposal))
      throw new Error('The field has changed since the person was asked. Read the page again.');
    const {field} = proposal;
    if (field instanceof HTMLSelectElement) setNatively(field, optionOf(field, value).value);
    else if (isTickBox(field)) tick(field, value);
    else setNatively(field, value);
    show(field, true);
    return 'It is filled in. The person sees it; the page may have acted on it.';
  }
}

function isSame(one: Proposal, other: Proposal): boolean {
  return one.type === other.type && one.name === other.name && one.value === other.value;
}

function propose(field: Field, value: string): Proposal {
  const visibility = new Visibility();
  if (new Privacy().isPrivate(field) || isPrivateValue(value))
    throw new Error(
      'Fields for secrets and payment, and the other fields of their form, are filled in by the person only.',
    );
  if (!visibility.isVisible(field)) throw new Error('This field is not visible. Read the page again.');
  const isFixed = ['aria-disabled', 'aria-readonly'].some(name => field.getAttribute(name) === 'true');
  if (isFixed || field.matches(':disabled') || ('readOnly' in field && field.readOnly))
    throw new Error('This field cannot be changed.');
  return {field, type: field.type, name: fullNameOf(field, visibility), value: shownValue(field, value)};
}

function shownValue(field: Field, value: string): string {
  if (field instanceof HTMLSelectElement) return optionOf(field, value).text.trim();
  if (isTickBox(field)) return String(tickOf(field, value));
  // Types with a format of their own drop what does not fit; the field itself must not, if only for a moment.
  const probe = field.cloneNode() as typeof field;
  setterOf(probe).call(probe, value);
  if (probe.value !== value) throw new Error(`This field does not take “${value}”.`);
  return value;
}

function optionOf(field: HTMLSelectElement, value: string): HTMLOptionElement {
  const wanted = value.trim().toLowerCase();
  const options = [...field.options].filter(option => !option.matches(':disabled, [hidden]'));
  const option =
    options.find(({text}) => text.trim().toLowerCase() === wanted) ??
    options.find(({value}) => value.toLowerCase() === wanted);
  if (option) return option;
  throw new Error(`The choices are: ${options.map(({text}) => text.trim()).join(', ')}`);
}

function tickOf({type}: HTMLInputElement, value: string): boolean {
  const isOn = /^(true|on|yes|1)$/i.test(value);
  if (!isOn && !/^(false|off|no|0)$/i.test(value)) throw new Error('This field takes true or false.');
  if (!isOn && type === 'radio') throw new Error('This can only be selected: fill in another one instead.');
  return isOn;
}

function tick(field: HTMLInputElement, value: string): void {
  const isOn = tickOf(field, value);
  if (field.checked === isOn) return;
  field.click(); // What frameworks listen to.
  if (field.checked !== isOn) throw new Error('The page did not take this.');
}

function setNatively(field: Field, value: string): void {
  setterOf(field).call(field, value);
  field.dispatchEvent(new Event('input', {bubbles: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
}

/** Frameworks replace the setter of an element by one of their own, which hides the change from them. */
function setterOf(field: Field): (value: string) => void {
  const {prototype} =
    [HTMLInputElement, HTMLTextAreaElement].find(kind => field instanceof kind) ?? HTMLSelectElement;
  return Object.getOwnPropertyDescriptor(prototype, 'value')!.set!;
}
