import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {sharingSentences} from '../../src/localize/en/sharing-errors.js';
import {errorKinds} from '../../src/state/voice-error.js';
import {elementsOf, type Entry, type Manifest} from '../../tools/docs/manifest/schema.js';
import {pending, publicNames} from './public-names.js';

/* What editors and documentation know of the package, against the names that are promised. */

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const elements = elementsOf(read<Manifest>('custom-elements.json'));
const [assistant] = elements;
const members = assistant!.members ?? [];
const exportsOfPackage = Object.keys(read<{exports: object}>('package.json').exports);

const named = (entries: readonly Entry[] = []) => entries.map(({name}) => name);

const known: Readonly<Record<keyof typeof publicNames, readonly string[]>> = {
  tags: elements.map(({tagName}) => tagName),
  attributes: named(assistant!.attributes),
  properties: named(members.filter(({kind}) => kind === 'field')),
  methods: named(members.filter(({kind}) => kind === 'method')),
  events: named(assistant!.events),
  states: named(assistant!.cssStates),
  parts: elements.flatMap(({cssParts}) => named(cssParts)),
  slots: named(assistant!.slots),
  customProperties: named(assistant!.cssProperties),
  entries: exportsOfPackage,
  errorCodes: [...Object.keys(errorKinds), ...Object.keys(sharingSentences)],
};

describe('The manifest and the package', () => {
  for (const [kind, promised] of Object.entries(publicNames)) {
    it(`have every promised name among their ${kind}`, () => {
      const there = new Set(known[kind as keyof typeof known]);
      assert.deepEqual(
        promised.filter(name => !there.has(name)),
        promised.filter(name => pending.includes(name)),
      );
    });
  }

  it('give each attribute a type, each event a class, and everything a description', () => {
    for (const element of elements) {
      const {attributes = [], events = [], slots, cssParts, cssProperties, cssStates} = element;
      for (const {name, type} of attributes) assert.ok(type?.text, name);
      for (const {name, type} of events) assert.match(type?.text ?? '', /^Voice\w+Event$/, name);
      const described = [attributes, events, slots, cssParts, cssProperties, cssStates, element.members];
      for (const {name, description} of described.flatMap(entries => entries ?? []))
        assert.ok(description, `${element.tagName}: ${name}`);
    }
  });

  it('spell out the words of an attribute', () => {
    const eagerness = assistant!.attributes!.find(({name}) => name === 'vad-eagerness');
    assert.equal(eagerness?.type?.text, "'low' | 'medium' | 'high' | 'auto'");
  });

  it('point at files that are published', () => {
    for (const {path} of read<Manifest>('custom-elements.json').modules) readFileSync(path);
  });
});

describe('Editors', () => {
  it('are told every tag, attribute and value: VS Code', () => {
    const {tags} = read<{tags: {name: string; attributes: {name: string; values?: {name: string}[]}[]}[]}>(
      'dist/vscode.html-custom-data.json',
    );
    assert.deepEqual(tags.map(({name}) => name).sort(), [...known.tags].sort());
    const {attributes} = tags.find(({name}) => name === 'voice-assistant')!;
    assert.deepEqual(attributes.map(({name}) => name).sort(), [...known.attributes].sort());
    const layout = attributes.find(({name}) => name === 'layout');
    assert.deepEqual(
      layout?.values?.map(({name}) => name),
      ['floating', 'inline', 'modal', 'fullscreen', 'custom'],
    );
    const css = read<{properties: {name: string}[]; pseudoElements: {name: string}[]}>(
      'dist/vscode.css-custom-data.json',
    );
    for (const name of publicNames.customProperties) {
      assert.ok(
        css.properties.some(property => property.name === name),
        name,
      );
    }
    assert.ok(css.pseudoElements.some(({name}) => name.includes('launcher')));
  });

  it('are told every tag and event: JetBrains', () => {
    const {contributions} = read<{
      contributions: {html: {elements: {name: string; js?: {events?: {name: string}[]}}[]}};
    }>('dist/web-types.json');
    const {elements} = contributions.html;
    assert.deepEqual(elements.map(({name}) => name).sort(), [...known.tags].sort());
    const {js} = elements.find(({name}) => name === 'voice-assistant')!;
    assert.deepEqual(js?.events?.map(({name}) => name).sort(), [...known.events].sort());
  });
});
