import {casesOver, notOverLive, type FaultBackend} from './cases.js';
import type {FaultRecord} from './records.js';

/** Whose part the host's endpoint has over GPT-Live. */
const liveTitles: Readonly<Record<string, string>> = {'The token endpoint': 'The session endpoint'};

/** What docs/reliability.md says of each case. Its times are the promised ones, which the tests hold. */
export function faultTable(records: readonly FaultRecord[], backend: FaultBackend): string {
  const isLive = backend === 'openai-live';
  return Object.entries(casesOver(backend))
    .map(([group, names]) => {
      const rows = Object.entries(names).map(([name, seconds]) =>
        row(findRecord(records, group, name), seconds),
      );
      return [
        isLive ? `### ${liveTitles[group] ?? group}, over GPT-Live` : `### ${group}`,
        '',
        '| it … | the person sees | repaired |',
        '| --- | --- | --- |',
        ...rows,
        '',
        ...(isLive ? leftOut(group) : []),
      ];
    })
    .flat()
    .join('\n');
}

/** The cases that no test has recorded. */
export function missingCases(records: readonly FaultRecord[], backend: FaultBackend): string[] {
  return Object.entries(casesOver(backend)).flatMap(([group, names]) =>
    Object.keys(names)
      .filter(name => !records.some(record => record.group === group && record.name === name))
      .map(name => `${group} ${name}`),
  );
}

/** What a group does not have over GPT-Live, and why. */
function leftOut(group: string): string[] {
  const reasons = Object.entries((notOverLive as Record<string, Record<string, string>>)[group] ?? {});
  return reasons.length ? ['Left out:', '', ...reasons.map(([name, why]) => `- “${name}”: ${why}`), ''] : [];
}

function findRecord(records: readonly FaultRecord[], group: string, name: string): FaultRecord {
  const found = records.find(record => record.group === group && record.name === name);
  if (!found) throw new Error(`No test has recorded: ${group} ${name}`);
  return found;
}

function row({name, sees, by}: FaultRecord, seconds: number): string {
  const sentences = [...new Set(sees)].map(sentence => `“${sentence}”`).join(' ') || 'nothing of it';
  return `| ${name} | ${sentences} | ${by ? `by “${by}”` : 'by itself'}, < ${seconds} s |`;
}
