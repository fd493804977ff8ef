import {html, nothing, svg, type TemplateResult} from 'lit';

const chevron = html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d="M6 9l6 6 6-6" />`}</svg>`;

/** Sound that comes out. */
export const speakerIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />`}
</svg>`;

/** A value and how it is called. */
export type Choice = readonly [value: string, name: string];

/** A choice of one. `data-value` is what the element shows once it is drawn: options come after their select. */
export interface SelectField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly note?: string;
  readonly choose: (value: string) => void;
}

export function selectField({id, label, value, choices, note, choose}: SelectField): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <span class="choice">
      <select
        id=${id}
        part=${id}
        data-value=${value}
        aria-describedby=${note ? `${id}-note` : nothing}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${choices.map(([value, name]) => html`<option value=${value}>${name}</option>`)}
      </select>
      ${chevron}
    </span>
    ${note ? html`<p class="note" id="${id}-note">${note}</p>` : nothing}
  </div>`;
}

/** A number on a scale, with its value in words. */
export interface RangeField {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly limits: readonly [min: number, max: number, step: number];
  /** While it is dragged. */
  readonly move?: (value: number) => void;
  /** When it is let go. */
  readonly choose?: (value: number) => void;
}

export function rangeField({id, label, value, text, limits, move, choose}: RangeField): TemplateResult {
  const [min, max, step] = limits;
  const number = (event: Event) => (event.target as HTMLInputElement).valueAsNumber;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <output for=${id} aria-live="off">${text}</output>
    <input
      type="range"
      id=${id}
      part=${id}
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      aria-valuetext=${text}
      @input=${(event: Event) => move?.(number(event))}
      @change=${(event: Event) => choose?.(number(event))}
    />
  </div>`;
}

/** Something that is on or off. */
export function switchField(
  id: string,
  label: string,
  on: boolean,
  choose: (on: boolean) => void,
): TemplateResult {
  return html`<label class="switch">
    ${label}
    <input
      type="checkbox"
      part=${id}
      .checked=${on}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
    />
  </label>`;
}
