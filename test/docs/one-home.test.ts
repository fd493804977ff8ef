import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {codeBlocks, pages} from './markdown.js';

/* What several pages could say, one page says. */

describe('The pages agree, since', () => {
  it('the content security policy stands in privacy.md alone', () => {
    const policies = pages
      .flatMap(codeBlocks)
      .filter(({code}) => /Content-Security-Policy:|script-src/.test(code))
      .map(({file}) => file);
    assert.deepEqual(policies, ['docs/privacy.md']);
    assert.match(readFileSync('docs/security.md', 'utf8'), /privacy\.md#the-policy/);
  });

  it('privacy.md names what the code stores under', () => {
    const privacy = readFileSync('docs/privacy.md', 'utf8');
    for (const file of ['state/stored-settings.ts', 'conversation/keep-for-tab.ts']) {
      const source = readFileSync(`src/${file}`, 'utf8');
      const [key] = /voice-assistant-element\.[\w.]+/.exec(source) ?? [];
      assert.ok(key && privacy.includes(key), `${file}: ${key}`);
    }
  });

  it('every size says how it is compressed', () => {
    const bare = ['README.md', 'docs/languages.md', 'docs/agents.md'].flatMap(page =>
      [...readFileSync(page, 'utf8').matchAll(/.*\b[\d.]+ kB\b(?!.{0,9}(brotli|gzip)).*/g)].map(
        ([line]) => line,
      ),
    );
    assert.deepEqual(
      bare.filter(line => !/with gzip/.test(line)),
      [],
    );
  });
});
