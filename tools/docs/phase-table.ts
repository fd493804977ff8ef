import {phases, phaseTable, type Row} from '../../src/state/phase.js';

/** Phases that do the same share a line. */
function lines(event: keyof typeof phaseTable): string[] {
  const byRows = new Map<string, string[]>();
  for (const phase of phases) {
    const rows = phaseTable[event][phase];
    if (!rows.length) continue;
    const text = rows.map(row => describe(row, phase)).join('; else ');
    byRows.set(text, [...(byRows.get(text) ?? []), phase]);
  }
  return [...byRows].map(([text, from]) => `| \`${event}\` | ${together(from)} | ${text} |`);
}

function together(from: readonly string[]): string {
  if (from.length === phases.length) return 'every phase';
  const missing = phases.filter(phase => !from.includes(phase));
  return missing.length <= 2 ? `every phase but ${missing.join(', ')}` : from.join(', ');
}

function describe({to, when, effects = []}: Row, from: string): string {
  const target = to === from ? 'stays' : `→ **${to}**`;
  const condition = when ? ` if ${when}` : '';
  const actions = effects.length ? `: ${effects.map(effect => `\`${effect}\``).join(', ')}` : '';
  return `${target}${condition}${actions}`;
}

/** The phase table for people. What has no line is ignored. */
export function phaseTableMarkdown(): string {
  const events = Object.keys(phaseTable) as (keyof typeof phaseTable)[];
  return ['| event | in | then |', '| --- | --- | --- |', ...events.flatMap(lines)].join('\n');
}
