import {faultCases} from './cases.js';
import type {FaultRecord} from './records.js';

/** What docs/reliability.md says of each case. Its times are the promised ones, which the tests hold. */
export function faultTable(records: readonly FaultRecord[]): string {
  return Object.entries(faultCases)
    .map(([group, names]) => {
      const rows = Object.entries(names).map(([name, seconds]) =>
        row(findRecord(records, group, name), seconds),
      );
      return [
        `### ${group}`,
        '',
        '| it … | the person sees | repaired |',
        '| --- | --- | --- |',
        ...rows,
        '',
      ];
    })
    .flat()
    .join('\n');
}

/** The cases that no test has recorded. */
export function missingCases(records: readonly FaultRecord[]): string[] {
  return Object.entries(faultCases).flatMap(([group, names]) =>
    Object.keys(names)
      .filter(name => !records.some(record => record.group === group && record.name === name))
      .map(name => `${group} ${name}`),
  );
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
