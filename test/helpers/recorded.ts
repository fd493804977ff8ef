/** Keeps the events of these names in a list, in the order in which they are told. */
export function record<E extends Event>(target: EventTarget, list: E[], ...names: readonly string[]): void {
  for (const name of names) target.addEventListener(name, event => list.push(event as E));
}

/** What is told of a page's tools. */
export const toolEvents = [
  'voice-tool-call',
  'voice-tool-result',
  'voice-tool-approval',
  'voice-guardrail',
  'voice-handoff',
] as const;
