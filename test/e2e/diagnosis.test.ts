import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {DiagnosisCheck} from '../../src/state/diagnosis.js';
import {setStage, type Stage} from './stage.js';
import {strictPolicy} from './strict-page.js';
import {untilPhase} from './widget.js';

const attributes = 'token-endpoint="/token" realtime-url="/v1/realtime/calls"';

/** What is wrong, as a diagnosis says before any call, or in its stead. */
function faults(page: Page): Promise<readonly Pick<DiagnosisCheck, 'name' | 'code' | 'help'>[]> {
  return page.$eval('voice-assistant', async element => {
    const {checks} = await element.diagnose();
    return checks.filter(({result}) => result === 'fail').map(({name, code, help}) => ({name, code, help}));
  });
}

/** What `diagnose()` rejects with. */
function refusal(page: Page): Promise<{code: string; detail?: string; help: string}> {
  return page.$eval('voice-assistant', element =>
    element.diagnose().then(
      () => Promise.reject(new Error('diagnosed, but was expected to fail')),
      ({code, detail, help}: {code: string; detail?: string; help: string}) => ({code, detail, help}),
    ),
  );
}

describe('a diagnosis of a page that is set up wrongly', () => {
  let stage: Stage;
  let policy = '';
  let missing: (path: string) => boolean = () => false;
  before(async () => {
    stage = await setStage({
      policy: () => policy || strictPolicy(),
      answer(request, response) {
        const {pathname} = new URL(request.url ?? '/', 'http://localhost');
        if (pathname === '/page') {
          response.writeHead(200, {'Content-Type': 'text/html'}).end('<!doctype html><h1>A page</h1>');
          return true;
        }
        if (!missing(pathname)) return false;
        response.writeHead(404).end();
        return true;
      },
    });
  });
  after(() => stage.close());

  it('finds nothing where all is well, and opens no call', async () => {
    const page = await stage.openPage(attributes);
    assert.deepEqual(await faults(page), []);
    const offers = stage.realtime.requests.filter(({path}) => path === '/v1/realtime/calls');
    assert.deepEqual(
      offers.map(({method, status}) => `${method} ${status}`),
      ['POST 400'],
    );
    assert.equal(stage.realtime.calls.length, 0);
    await page.close();
  });

  for (const [what, url, code, status] of [
    ['leads nowhere', '/v1/realtime/call', 'connect-status', '404'],
    ['is that of a page', '/page', 'connect-answer', ''],
    ['is of a host that is not there', 'http://localhost:9/v1/realtime/calls', 'connect-network', ''],
  ] as const)
    it(`says that the address of the realtime server ${what}`, async () => {
      policy = strictPolicy('http://localhost:9');
      const page = await stage.openPage(`token-endpoint="/token" realtime-url="${url}"`);
      const before = await faults(page);
      assert.deepEqual(
        before.map(({name, code}) => ({name, code})),
        [{name: 'network', code}],
      );
      assert.ok(before[0]!.help.includes(status));
      await page.$eval('voice-assistant', element => element.start().catch(() => {}));
      await untilPhase(page, 'failed');
      assert.deepEqual(
        (await faults(page)).map(({code}) => code),
        [code],
      );
      policy = '';
      await page.close();
    });

  it('says that the policy of the page refuses that of Lit', async () => {
    policy = strictPolicy().replace('trusted-types lit-html', "trusted-types 'none'");
    const page = await stage.openPage(attributes);
    const {code, detail, help} = await refusal(page);
    assert.deepEqual([code, detail], ['internal', 'file']);
    assert.match(help, /trusted-types lit-html/);
    policy = '';
    await page.close();
  });

  it('says that files beside voice-assistant.js are missing', async () => {
    missing = path => /voice-assistant\.[\w-]+\.js$/.test(path);
    const page = await stage.openPage(attributes);
    const {code, detail, help} = await refusal(page);
    assert.deepEqual([code, detail], ['internal', 'file']);
    assert.match(help, /dist\/cdn\//);
    missing = () => false;
    await page.close();
  });
});
