import type {ArgTypes} from '@storybook/web-components-vite';
import manifest from '../../custom-elements.json';
import type {NoiseReduction, TurnDetection, VadEagerness} from '../../src/session/openai/configuration.js';
import type {TokenMethod} from '../../src/session/token.js';

/** The piece of the manifest that stories use. */
interface Entry {
  readonly name?: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: {readonly text: string};
  readonly attribute?: string;
  readonly kind?: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly Entry[];
  readonly members?: readonly Entry[];
  readonly events?: readonly Entry[];
  readonly slots?: readonly Entry[];
  readonly cssProperties?: readonly Entry[];
  readonly cssParts?: readonly Entry[];
  readonly cssStates?: readonly Entry[];
}

const declarations: readonly Declaration[] = manifest.modules.flatMap(
  ({declarations}) => declarations as readonly Declaration[],
);

/** Names for unions of words, which the manifest does not spell out. */
const words: Readonly<Record<string, readonly string[]>> = {
  NoiseReduction: ['near-field', 'far-field', 'off'] satisfies NoiseReduction[],
  TokenMethod: ['auto', 'POST', 'GET'] satisfies TokenMethod[],
  TurnDetection: ['semantic-vad', 'server-vad', 'push-to-talk'] satisfies TurnDetection[],
  VadEagerness: ['low', 'medium', 'high', 'auto'] satisfies VadEagerness[],
};

/** What an element has: nothing, while the manifest does not know it yet. */
function declarationOf(tag: string): Declaration {
  return declarations.find(({tagName}) => tagName === tag) ?? {};
}

/** Every event of every element. */
export const eventNames: readonly string[] = declarations.flatMap(({events = []}) =>
  events.flatMap(({name}) => name ?? []),
);

/** The public custom properties, with what each is for. */
export const tokens = declarationOf('voice-assistant').cssProperties!.map(({name, description}) => ({
  name: name!,
  description: description!,
  colour: !/-(radius|font|size|width|height|z-index|gap)$/.test(name!),
}));

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
  entries: readonly Entry[] = [],
  control: (entry: Entry) => object = () => ({control: false}),
): ArgTypes {
  const named = entries.filter(({name}) => name !== undefined);
  return Object.fromEntries(
    named.map(entry => {
      const {name, description, type} = entry;
      const settable = category === 'attributes' || category === 'css custom properties';
      return [
        settable ? name! : `${category}: ${name}`,
        {
          name: name || '(default)',
          description,
          table: {
            category,
            ...(type && {type: {summary: type.text}}),
            ...(entry.default && {defaultValue: {summary: entry.default}}),
          },
          ...control(entry),
        },
      ];
    }),
  );
}

function controlOf({type}: Entry): object {
  const text = (type?.text ?? 'string').replace(/ \| undefined$/, '');
  const options = words[text] ?? [...text.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
  if (options.length) return {control: options.length > 3 ? 'select' : 'inline-radio', options};
  return {control: text === 'boolean' || text === 'number' ? text : 'text'};
}
