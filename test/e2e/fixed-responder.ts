import type {Responder} from '../../local-server/index.js';

/** Says one sentence after the other, whatever it is asked; typed questions are answered by their words. */
export function fixedResponder(
  spoken: readonly string[],
  typed: Readonly<Record<string, string>> = {},
): Responder {
  const remaining = [...spoken];
  return {
    name: 'fixed',
    async *answer(history) {
      const asked = history.findLast(entry => entry.role === 'user');
      const text = asked && 'text' in asked ? asked.text : '';
      yield {text: typed[text] ?? remaining.shift() ?? 'That was all.'};
    },
  };
}
