import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {defaultAttributes, setStage, type Stage} from './stage.js';
import {partOf} from './widget.js';

describe('a page that is printed', () => {
  let stage: Stage;
  before(async () => (stage = await setStage()));
  after(() => stage.close());

  for (const layout of ['floating', 'modal'])
    it(`shows nothing of what stands over it (${layout})`, async () => {
      const page = await stage.openPage(`${defaultAttributes} layout="${layout}" open`);
      await partOf(page, 'panel');
      await page.emulateMediaType('print');
      const seen = await page.$eval('voice-assistant', element =>
        ['launcher', 'panel'].filter(part =>
          element.shadowRoot!.querySelector(`[part=${part}]`)?.checkVisibility(),
        ),
      );
      assert.deepEqual(seen, []);
      await page.close();
    });

  it('shows what stands in it', async () => {
    const page = await stage.openPage(`${defaultAttributes} layout="inline"`);
    const panel = await partOf(page, 'panel');
    await page.emulateMediaType('print');
    assert.ok(await panel.isVisible());
  });
});
