import {responsePolicy, type ResponseRow} from '../../src/state/response-policy.js';
import {responseStages} from '../../src/state/response-state.js';

/** Stages that do the same share a line. */
function lines(event: keyof typeof responsePolicy): string[] {
  const byRows = new Map<string, string[]>();
  for (const stage of responseStages) {
    const text = responsePolicy[event][stage].map(row => describe(row, stage)).join('; else ');
    byRows.set(text, [...(byRows.get(text) ?? []), stage]);
  }
  return [...byRows]
    .filter(([text]) => text !== 'stays')
    .map(([text, from]) => {
      const stages = from.length === responseStages.length ? 'every stage' : from.join(', ');
      return `| \`${event}\` | ${stages} | ${text} |`;
    });
}

function describe({to, when, set = {}, effects = []}: ResponseRow, from: string): string {
  const target = to === from ? 'stays' : `→ **${to}**`;
  const condition = when ? ` if ${when}` : '';
  const facts = Object.entries(set).map(([fact, value]) => (value ? fact : `not ${fact}`));
  const actions = effects.map(effect => `\`${effect}\``);
  const done = [...facts, ...actions].join(', ');
  return `${target}${condition}${done && `: ${done}`}`;
}

/** The response policy for people. What has no line is ignored. */
export function responseTableMarkdown(): string {
  const events = Object.keys(responsePolicy) as (keyof typeof responsePolicy)[];
  return ['| event | in | then |', '| --- | --- | --- |', ...events.flatMap(lines)].join('\n');
}
