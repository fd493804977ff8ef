import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {sharingSentences} from '../../src/localize/en/sharing-errors.js';
import {errorKinds} from '../../src/state/voice-error.js';
import {elementsOf, type Manifest} from '../../tools/docs/manifest/schema.js';
import {typeMistakes} from './check-types.js';
import {codeBlocks, localLinks, pages} from './markdown.js';

/* What the docs show must work: every block is checked as what its fence says it is. */

const blocks = pages.flatMap(codeBlocks);
const of = (...languages: string[]) => blocks.filter(({language}) => languages.includes(language));
const where = ({file, line}: {file: string; line: number}) => `${file}:${line}`;

const elements = elementsOf(JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest);
const attributesOf = new Map(
  elements.map(({tagName, attributes = []}) => [
    tagName,
    new Map(attributes.map(({name, type}) => [name, type?.text ?? ''])),
  ]),
);
const events = new Set(elements.flatMap(({events = []}) => events.map(({name}) => name)));
/** What any element can have, and what Vue and Svelte write on it. */
const anyElement = /^(id|class|style|slot|part|hidden|lang|dir|v-if|ref|bind:this)$/;

/** What is written on tags of ours that the manifest does not know. */
function unknownMarkup(code: string): string[] {
  return [
    ...code.matchAll(/<(voice-[\w-]+)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|\{[^}]*\}(?:\})?))?)*)\s*\/?>/g),
  ].flatMap(([, tag, written = '']) => {
    const known = attributesOf.get(tag!);
    if (!known) return [`<${tag}>`];
    const attributes = [...written.matchAll(/([^\s=>]+)(?:="([^"]*)"|=\{.*?\}(?=\s|$))?/g)];
    return attributes.flatMap(([, name = '', value]) => {
      const event = /^(?:@|on)(voice-[\w-]+)$/.exec(name)?.[1];
      if (event ? events.has(event) : anyElement.test(name)) return [];
      const type = known.get(name);
      if (type === undefined) return [`${tag} ${name}`];
      const words = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
      return words.length && value !== undefined && !words.includes(value) ? [`${name}="${value}"`] : [];
    });
  });
}

describe('In README and docs', () => {
  it('every block says what it is', () => {
    const known = [
      'js',
      'ts',
      'tsx',
      'html',
      'vue',
      'svelte',
      'css',
      'sh',
      'json',
      'text',
      'http',
      'python',
      'php',
    ];
    const odd = blocks.filter(({language}) => !known.includes(language));
    assert.deepEqual(odd.map(where), []);
    assert.ok(of('js', 'ts', 'tsx').length > 12);
  });

  it('code has the types of the package', () => {
    assert.deepEqual(typeMistakes(of('js', 'ts', 'tsx')), []);
  });

  it('markup has only tags, attributes, values and events that there are', () => {
    const mistakes = of('html', 'vue', 'svelte').flatMap(block =>
      unknownMarkup(block.code).map(mistake => `${where(block)}: ${mistake}`),
    );
    assert.deepEqual(mistakes, []);
  });

  it('the check of markup finds what is wrong', () => {
    const wrong =
      '<voice-assistant layout="round" colour="red" onvoice-nothing={x}></voice-assistant><voice-x>';
    assert.deepEqual(unknownMarkup(wrong), [
      'layout="round"',
      'voice-assistant colour',
      'voice-assistant onvoice-nothing',
      '<voice-x>',
    ]);
  });

  it('styles use parts, states and custom properties that there are', () => {
    const names = new Set(
      elements.flatMap(({cssParts = [], cssStates = [], cssProperties = []}) =>
        [cssParts, cssStates, cssProperties].flatMap(entries => entries.map(({name}) => name)),
      ),
    );
    for (const block of of('css')) {
      for (const [, part, state, property] of block.code.matchAll(
        /::part\(([\w-]+)\)|:state\(([\w-]+)\)|(--voice-[\w-]+)/g,
      )) {
        const name = part ?? state ?? property!;
        assert.ok(names.has(name), `${where(block)}: ${name}`);
      }
    }
  });

  it('commands are scripts that there are', () => {
    // Of the package, and of what its docs have readers copy.
    const packages = ['.', ...readdirSync('examples/stacks').map(name => `examples/stacks/${name}`)];
    const scripts = packages.flatMap(folder => {
      const {scripts = {}} = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {scripts?: object};
      return Object.keys(scripts);
    });
    const usual = ['ci', 'install', 'pack', 'start', 'test'];
    for (const block of of('sh')) {
      for (const [, run, name] of block.code.matchAll(/\bnpm (run )?([\w:-]+)/g)) {
        assert.ok(
          run ? scripts.includes(name!) : usual.includes(name!),
          `${where(block)}: npm ${run ?? ''}${name}`,
        );
      }
    }
  });

  it('JSON can be read', () => {
    for (const {code} of of('json')) JSON.parse(code);
  });

  it('links within the project lead somewhere', () => {
    const dead = pages.flatMap(page =>
      localLinks(page)
        .filter(link => !link.startsWith('#') && !existsSync(join(dirname(page), link.replace(/#.*/, ''))))
        .map(link => `${page}: ${link}`),
    );
    assert.deepEqual(dead, []);
  });

  it('troubleshooting has every error code, and no other', () => {
    const text = readFileSync('docs/troubleshooting.md', 'utf8');
    const cells = [...text.matchAll(/^\| (`[\w-]+`(?:, `[\w-]+`)*)/gm)].map(([, cell]) => cell!);
    const codes = cells.flatMap(cell => cell.replaceAll('`', '').split(', '));
    assert.deepEqual(codes.sort(), Object.keys({...errorKinds, ...sharingSentences}).sort());
  });
});
