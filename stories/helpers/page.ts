import {html, type TemplateResult} from 'lit';

/** A page for a widget to stand on. */
export function page(widget: unknown): TemplateResult {
  return html`<main style="max-inline-size: 60ch; margin: auto; padding: 24px">
    <h1>Flowers, cut this morning</h1>
    <p>We open at seven. What is left at noon goes to the neighbours.</p>
    ${widget}
    <p>Roses, peonies, ranunculus, and what the garden gives. Pots for balconies, also for shady ones.</p>
  </main>`;
}
