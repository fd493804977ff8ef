import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {it} from 'node:test';
import {casesOver, whyNotOverLive, type FaultGroup, type FaultName} from '../../tools/faults/cases.js';
import {recordsFile, type FaultRecord} from '../../tools/faults/records.js';
import {backend} from '../e2e/stage.js';

const cases = casesOver(backend);

/** What a fault looked like to the person, and how it ended. */
export interface Outcome {
  /** The sentences that stood on the screen because of it, as they were read there. */
  readonly sees: readonly string[];
  /** The button that repaired it, by its words; unset where it repaired itself. */
  readonly by?: string;
  /** From the fault, or from that press, until the conversation was as it should be. */
  readonly ms: number;
}

/**
 * A test of one row of docs/reliability.md. It throws when something was lost; what it answers goes into the
 * table, and must have been repaired in the time the table promises.
 */
export function itSurvives<Group extends FaultGroup>(
  group: Group,
  name: FaultName<Group>,
  act: () => Promise<Outcome>,
): void {
  const seconds = cases[group]?.[name];
  // Another backend has this case, and this one has not.
  if (seconds === undefined) {
    it(`${group} ${name}`, {skip: whyNotOverLive(group, name) ?? true});
    return;
  }
  it(`${group} ${name}`, async () => {
    const {sees, by = null, ms} = await act();
    record({group, name, sees, by, ms: Math.round(ms)});
    assert.ok(
      ms < seconds * 1000,
      `repaired in ${Math.round(ms)} ms, which should take less than ${seconds} s`,
    );
  });
}

function record(finding: FaultRecord): void {
  mkdirSync(dirname(recordsFile), {recursive: true});
  appendFileSync(recordsFile, `${JSON.stringify(finding)}\n`);
}
