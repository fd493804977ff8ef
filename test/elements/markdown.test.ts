import {expect} from '@open-wc/testing';
import {render} from 'lit';
import {allowedAddress} from '../../src/elements/voice-transcript/allowed-address.js';
import {completeMarkdown} from '../../src/elements/voice-transcript/complete-markdown.js';
import {plainText, renderMarkdown} from '../../src/elements/voice-transcript/markdown.js';

function draw(text: string, {final = true, hosts}: {final?: boolean; hosts?: string} = {}): HTMLElement {
  const box = document.createElement('div');
  const turn = Object.freeze({id: '1', role: 'assistant', text, final, interrupted: false} as const);
  render(renderMarkdown(turn, hosts), box);
  return box;
}

/** The elements that were made, in order. */
const elements = (box: HTMLElement) => [...box.querySelectorAll('*')].map(({localName}) => localName);
const words = (box: HTMLElement) => box.textContent.replace(/\s+/g, ' ').trim();

describe('plainText', () => {
  it('has the words of an answer, without the signs', () => {
    const text =
      '# Tea\n\nWe have **green** and *black* `sencha`, see [our list](https://a.example/).\n\n- one\n- two';
    expect(plainText(text)).to.equal('Tea\nWe have green and black sencha, see our list.\none\ntwo');
    expect(plainText('| a | b |\n|---|---|\n| 1 | 2 |')).to.equal('a, b\n1, 2');
    expect(plainText('```js\nlet a = "<b>";\n```\n> so\n\n---\nend')).to.equal('let a = "<b>";\nso\nend');
    expect(plainText('5 < 6 &amp; 7 > 2')).to.equal('5 < 6 & 7 > 2');
  });

  it('gives up on what would take too long, and has all of it', () => {
    const hostile = '*'.repeat(40_000);
    expect(plainText(hostile)).to.equal(hostile);
    expect(plainText(`${'> '.repeat(2_000)}deep`)).to.contain('deep');
  });
});

describe('renderMarkdown', () => {
  it('draws emphasis, lists, code and quotes as elements', () => {
    expect(elements(draw('*a* **b** ~~c~~ `d`'))).to.deep.equal(['p', 'em', 'strong', 's', 'code']);
    expect(elements(draw('- a\n- b'))).to.deep.equal(['ul', 'li', 'li']);
    expect(elements(draw('```js\nlet a = "<b>";\n```'))).to.deep.equal(['pre', 'code']);
    expect(words(draw('```js\nlet a = "<b>";\n```'))).to.equal('let a = "<b>";');
    expect(elements(draw('> a'))).to.deep.equal(['blockquote', 'p']);
  });

  it('counts on where a list does', () => {
    expect(draw('3. c\n4. d').querySelector('ol')!.start).to.equal(3);
  });

  it('gives the page no headings and no images', () => {
    expect(elements(draw('# Title'))).to.deep.equal(['p', 'strong']);
    expect(elements(draw('![a cat](https://example.com/cat.png)'))).to.deep.equal(['p']);
    expect(words(draw('![a cat](https://example.com/cat.png)'))).to.equal('a cat');
  });

  it('shows HTML as the text it is', () => {
    const hostile = '<img src=x onerror=alert(1)> a <script>alert(1)</script> <b>c</b>';
    const box = draw(hostile);
    expect(box.querySelector('img, script, b')).to.equal(null);
    expect(words(box)).to.equal(hostile);
    const block = draw('<div onclick="x()">\n\n<iframe src="//evil">');
    expect(block.querySelector('div, iframe')).to.equal(null);
  });

  it('links to http and https only, and gives nothing away', () => {
    const link = draw('[here](https://example.com/a?b=1)').querySelector('a')!;
    expect(link.href).to.equal('https://example.com/a?b=1');
    expect(link.rel).to.equal('noopener noreferrer nofollow');
    expect(link.target).to.equal('_blank');
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,a',
      'blob:x',
      'file:///etc',
      'mailto:a@b.c',
    ]) {
      const box = draw(`[words](<${address}>)`);
      expect(box.querySelector('a'), address).to.equal(null);
      expect(words(box)).to.contain('words');
    }
  });

  it('links to the hosts of the list only', () => {
    const hosts = 'example.com, *.example.org';
    expect(allowedAddress('https://example.com/', hosts)).to.equal('https://example.com/');
    expect(allowedAddress('https://a.example.org/', hosts)).to.equal('https://a.example.org/');
    for (const other of [
      'https://a.example.com/',
      'https://evilexample.org/',
      'https://example.com@evil.com/',
      'https://example.com.evil.com/',
    ]) {
      expect(allowedAddress(other, hosts), other).to.equal(null);
    }
  });

  it('survives what beats parsers', () => {
    const maxLength = 4_900;
    for (const snippet of [
      '[',
      '*',
      '> ',
      '`',
      '- ',
      '<',
      '![[',
      '\n',
      'a**b',
      '|a',
      '(',
      '\\',
      '_a',
      '[a](',
    ]) {
      for (const text of [
        snippet.repeat(maxLength / snippet.length), // As long as it may be to be parsed
        `${snippet.repeat(20_000 / snippet.length)}a`,
      ]) {
        const before = performance.now();
        draw(text);
        expect(performance.now() - before, text.slice(0, 5)).to.be.below(1_000);
      }
    }
  });

  it('shows as it is what has no end', () => {
    expect(elements(draw(`**a** ${'b'.repeat(6_000)}`))).to.deep.equal(['p']);
    expect(elements(draw(`**a**\n\n${'b '.repeat(2_000)}\n\n**c**`))).to.include('strong');
  });

  it('shows very long answers as they are', () => {
    const box = draw('**a** '.repeat(20_000));
    expect(elements(box)).to.deep.equal(['p']);
  });

  it('understands what was escaped for HTML', () => {
    expect(words(draw('a &lt;b&gt; &amp;amp; c'))).to.equal('a <b> &amp; c');
  });
});

describe('an answer that is still being written', () => {
  const answer =
    'Well, **this is bold** and *this is not*, `code` too.\n\nA list:\n- one **two**\n- [three](https://example.com/a_b)\n\n1. first\n2. second\n\n```\nlet a = `*`;\n```\nThe end.';

  it('never shows a mark that will disappear', () => {
    for (let length = 1; length <= answer.length; length++) {
      const box = draw(answer.slice(0, length), {final: false});
      for (const code of box.querySelectorAll('code')) code.remove();
      expect(words(box), answer.slice(0, length)).not.to.match(/[*`[\]]|https/);
      if (length < answer.indexOf('```'))
        expect(box.querySelector('pre'), answer.slice(0, length)).to.equal(null);
    }
  });

  it('makes no heading of the line before a list', () => {
    expect(completeMarkdown('A list:\n-')).to.equal('A list:\n');
    expect(elements(draw('A list:\n-', {final: false}))).to.deep.equal(['p']);
  });
});
