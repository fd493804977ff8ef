import {readFileSync, rmSync} from 'node:fs';

/** Where the tests leave what they found, one JSON object a line. */
export const recordsFile = 'node_modules/.cache/faults/records.jsonl';

/** What a test of test/faults/ found. */
export interface FaultRecord {
  readonly group: string;
  readonly name: string;
  /** What the person read because of the fault. */
  readonly sees: readonly string[];
  /** The button that repaired it; null where it repaired itself. */
  readonly by: string | null;
  /** Measured time to repair. */
  readonly ms: number;
}

export function forgetRecords(): void {
  rmSync(recordsFile, {force: true});
}

export function readRecords(): FaultRecord[] {
  const lines = readFileSync(recordsFile, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as FaultRecord);
}
