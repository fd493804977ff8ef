/** Kinds of input that take what can be said aloud. */
const sayable =
  /^(text|search|email|tel|url|number|date|time|datetime-local|month|week|checkbox|radio|range|color)$/;

/** What browsers fill in for secrets and payment. */
const secretAutofill = /\b(cc-[a-z-]+|(current|new)-password|one-time-code|transaction-[a-z]+)\b/;

/** Names of such fields on pages that do not say it to the browser. */
const secretName =
  /pass(word|wort|code|phrase)|\bpin\b|secret|credit|card.?(no|num|holder)|kreditkarte|cvc|cvv|csc|iban|\bbic\b|expiry|account.?n|\bssn\b|\botp\b|token/i;

/** Whether a field is for secrets or payment: it is neither read nor written. */
export function isPrivate(field: Element): boolean {
  if (field instanceof HTMLInputElement && !sayable.test(field.type)) return true;
  if (secretAutofill.test(field.getAttribute('autocomplete')?.toLowerCase() ?? '')) return true;
  const names = ['name', 'id', 'aria-label', 'placeholder'].map(name => field.getAttribute(name) ?? '');
  const labels = [...((field as HTMLInputElement).labels ?? [])].map(label => label.textContent ?? '');
  return [...names, ...labels].some(
    name => secretName.test(name.replace(/[_-]/g, ' ')) || secretName.test(name),
  );
}
