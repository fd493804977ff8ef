import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openWorkshop, run, type Workshop} from '../examples/install.js';

/* A page of a host site and its tests, with the package as it would be published and no configuration. */

describe('A page with an assistant is tested with Vitest and', () => {
  let workshop: Workshop;
  let folder: string;
  before(async () => {
    workshop = openWorkshop(join(import.meta.dirname, 'apps'));
    folder = await workshop.install('page');
  });
  after(() => workshop.close());

  for (const dom of ['jsdom', 'happy-dom']) {
    it(dom, async () => {
      const printed = await run(folder, 'npx', 'vitest', 'run', '--environment', dom, '--no-color');
      assert.match(printed, /Tests +8 passed \(8\)/);
    });
  }
});
