import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {minifyHTMLLiterals} from 'minify-literals';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {chromiumFlags, findChromium} from '../../tools/browser/find-chromium.mjs';
// @ts-expect-error It is JavaScript, as the build is.
import {minifyTemplatesIn as minify} from '../../tools/build/minify-templates.mjs';

/** A template or a style sheet, with something in the place of its expressions. */
interface Literal {
  readonly tag: string;
  readonly text: string;
}

const folder = 'dist/elements';
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  .filter(file => file.endsWith('.js') && !file.includes('worklet'))
  .map(file => `${folder}/${file}`);

const minifyTemplatesIn = minify as (code: string, file: string) => Promise<{readonly code: string} | null>;

/** Every literal of a file, as the minifier finds them, which changes none here. */
async function literalsIn(code: string, fileName: string): Promise<Literal[]> {
  const found: Literal[] = [];
  const find = ({tag = '', parts}: {tag?: string; parts: readonly {text: string}[]}) => {
    const own = /^(html|svg|css)$/.test(tag);
    if (own) found.push({tag, text: parts.map(({text}) => text).join(tag === 'css' ? '1px' : 'expression')});
    return false;
  };
  await minifyHTMLLiterals(code, {fileName, shouldMinify: find, shouldMinifyCSS: () => false});
  return found;
}

describe('Templates and styles of the script tag', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await puppeteer.launch({
      executablePath: findChromium(),
      headless: true,
      args: [...chromiumFlags],
    });
    page = await browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = value => value');
    await page.goto('about:blank');
  });
  after(() => browser.close());

  /** What a browser makes of it, however it is indented. */
  const meaning = ({tag, text}: Literal) =>
    page.evaluate(
      (tag, text) => {
        if (tag === 'css') {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          return [...sheet.cssRules]
            .map(({cssText}) =>
              cssText
                .replace(/\s+/g, ' ')
                .replace(/, /g, ',')
                .replace(/\( | \)/g, bracket => bracket.trim())
                .replace(/(@supports \(\w+): /g, '$1:')
                .replace(/\b0\./g, '.'),
            )
            .join('\n');
        }
        const template = document.createElement('template');
        template.innerHTML = tag === 'svg' ? `<svg>${text}</svg>` : text;
        return template.innerHTML
          .replace(/\s+/g, ' ')
          .replace(/ ?(<[^>]+>|\bexpression\b|expression(?=expression)) ?/g, '$1')
          .trim();
      },
      tag,
      text,
    );

  it('mean what they mean in the sources', async () => {
    let compared = 0;
    for (const file of files) {
      const code = readFileSync(file, 'utf8');
      const minified = await minifyTemplatesIn(code, file);
      if (minified === null) continue;
      const [before, after] = [await literalsIn(code, file), await literalsIn(minified.code, file)];
      assert.equal(after.length, before.length, file);
      for (const [index, literal] of before.entries()) {
        assert.equal(await meaning(after[index]!), await meaning(literal), `${file}: ${literal.text}`);
        compared++;
      }
    }
    assert.ok(compared > 100, `${compared} were compared`);
  });
});
