import type {ArgTypes} from '@storybook/web-components-vite';
import manifest from '../../custom-elements.json';
import type {Attribute, Declaration, Entry, Manifest} from '../../tools/docs/manifest/schema.js';

const declarations: readonly Partial<Declaration>[] = (manifest as unknown as Manifest).modules.flatMap(
  ({declarations}) => declarations,
);

/** What an element has: nothing, while the manifest does not know it yet. */
function declarationOf(tag: string): Partial<Declaration> {
  return declarations.find(({tagName}) => tagName === tag) ?? {};
}

/** Every event of every element. */
export const eventNames: readonly string[] = declarations.flatMap(({events = []}) =>
  events.flatMap(({name}) => name ?? []),
);

/** The public custom properties, with what each is for. */
export const tokens = declarationOf('voice-assistant').cssProperties!.map(({name, description}) => ({
  name: name,
  description: description!,
  colour: /-(accent(-2)?|surface(-raised)?|text(-muted)?|accent-text|border|danger|color)$/.test(name),
}));

/** The looks by name. */
export const presetNames: readonly string[] = (
  declarationOf('voice-assistant').attributes?.find(({name}) => name === 'preset')?.type?.text ?? ''
)
  .split(' | ')
  .flatMap(name => /^'(.*)'$/.exec(name)?.[1] ?? []);

/** Controls for all that can be set on an element, and a table of all that it has. */
export function argTypesOf(tag: string): ArgTypes {
  const {attributes, members = [], events, slots, cssProperties, cssParts, cssStates} = declarationOf(tag);
  const fields = members.filter(({kind, attribute}) => kind === 'field' && !attribute);
  return {
    ...rows('attributes', attributes, controlOf),
    ...rows('properties', fields),
    ...rows(
      'methods',
      members.filter(({kind}) => kind === 'method'),
    ),
    ...rows('events', events),
    ...rows('slots', slots),
    ...rows('css custom properties', cssProperties, ({name}) => ({
      control: tokens.find(token => token.name === name)?.colour ? 'color' : 'text',
    })),
    ...rows('css shadow parts', cssParts),
    ...rows('css states', cssStates),
  };
}

/** The rows of one category. Only attributes keep their bare names: those are what `args` sets. */
function rows(
  category: string,
  entries: readonly (Entry | Attribute)[] = [],
  control: (entry: Entry) => object = () => ({control: false}),
): ArgTypes {
  return Object.fromEntries(
    entries.map(entry => {
      const {name, description, type} = entry;
      const settable = category === 'attributes' || category === 'css custom properties';
      return [
        settable ? name : `${category}: ${name}`,
        {
          name: name || '(default)',
          description,
          table: {
            category,
            ...(type && {type: {summary: type.text}}),
            ...('default' in entry && {defaultValue: {summary: entry.default}}),
          },
          ...control(entry),
        },
      ];
    }),
  );
}

function controlOf({type}: Entry): object {
  const text = (type?.text ?? 'string').replace(/ \| undefined$/, '');
  const options = [...text.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
  if (options.length) return {control: options.length > 3 ? 'select' : 'inline-radio', options};
  return {control: text === 'boolean' || text === 'number' ? text : 'text'};
}
