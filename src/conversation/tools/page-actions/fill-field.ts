import type {ToolArguments} from '../voice-tool.js';
import {DistinctNames} from './distinct-names.js';
import {isTickBox, type Field} from './dom.js';
import {FieldNames} from './field-names.js';
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
  /** The part of the page that the person was told it is in; '' when its name alone told it from others. */
  readonly place?: string | undefined;
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
    const visibility = new Visibility();
    const names = new FieldNames(visibility);
    const proposal = propose(findField(String(args.target)), String(args.value), visibility, names);
    const {field, name, value} = proposal;
    const distinctNames = new DistinctNames(names, visibility);
    const distinct = distinctNames.of(field);
    const place = distinct === name ? '' : distinctNames.placeOf(field);
    this.#proposals.set(args, {...proposal, place});
    return {field: distinct, value};
  }

  /**
   * @returns what the assistant is told
   * @throws {Error} when there is no such field, it is private, cannot be changed or does not take the value, or is
   * not what the person was asked about any more
   */
  fill(args: ToolArguments): string {
    const agreed = this.#proposals.get(args);
    const value = String(args.value);
    const visibility = new Visibility();
    const names = new FieldNames(visibility);
    const field = agreed?.field ?? findField(String(args.target));
    const proposal = propose(field, value, visibility, names);
    const place = agreed?.place && new DistinctNames(names, visibility).placeOf(field);
    if (agreed && !isSame(agreed, {...proposal, place}))
      throw new Error('The field has changed since the person was asked. Read the page again.');
    if (field instanceof HTMLSelectElement) setNatively(field, optionOf(field, value).value);
    else if (isTickBox(field)) tick(field, value);
    else setNatively(field, value);
    show(field, true);
    return 'It is filled in. The person sees it; the page may have acted on it.';
  }
}

function isSame(one: Proposal, other: Proposal): boolean {
  return (['type', 'name', 'place', 'value'] as const).every(what => one[what] === other[what]);
}

function propose(field: Field, value: string, visibility: Visibility, names: FieldNames): Proposal {
  if (new Privacy(names, visibility).isPrivate(field) || isPrivateValue(value))
    throw new Error(
      'Fields for secrets and payment, and the other fields of their form, are filled in by the person only.',
    );
  if (!visibility.isVisible(field)) throw new Error('This field is not visible. Read the page again.');
  const isFixed = ['aria-disabled', 'aria-readonly'].some(name => field.getAttribute(name) === 'true');
  if (isFixed || field.matches(':disabled') || ('readOnly' in field && field.readOnly))
    throw new Error('This field cannot be changed.');
  return {field, type: field.type, name: names.fullNameOf(field), value: shownValue(field, value)};
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
