import {elementsOf, type Declaration, type Entry, type Manifest, type Member} from './schema.js';

const intro = `# API reference

Made from \`custom-elements.json\`, which is made from the sources: elements with their attributes, properties, methods,
events, slots, parts, states and custom properties.

A bad attribute value warns once in the console and falls back to the default. Every attribute is also a property in
camelCase.
`;

type Cell = string | undefined;

/** docs/api.md: everything in the manifest, for people. */
export function apiPage(manifest: Manifest): string {
  const elements = elementsOf(manifest);
  return [intro, ...elements.map(section), eventsSection(manifest)].join('\n');
}

function section(element: Declaration & {tagName: string}): string {
  const {tagName, description, attributes = [], members = []} = element;
  const fields = members.filter(({kind, attribute, static: own}) => kind === 'field' && !attribute && !own);
  const methods = members.filter(({kind, static: own}) => kind === 'method' && !own);
  return [
    `## \`<${tagName}>\`\n\n${description}\n`,
    table('Attributes', attributes, ({name, type, default: value, description}) => [
      code(name),
      code(type?.text),
      code(value),
      description,
    ]),
    table('Properties', fields, ({name, type, readonly, description}) => [
      code(name),
      code(type?.text),
      `${description}${readonly ? ' Read only.' : ''}`,
    ]),
    table('Methods', methods, method => [code(signature(method)), method.description]),
    table('Events', element.events, described),
    table('Slots', element.slots, ({name, description}) => [name ? code(name) : '(default)', description]),
    table('Parts', element.cssParts, described),
    table('States', element.cssStates, ({name, description}) => [code(`:state(${name})`), description]),
    table('Custom properties', element.cssProperties, described),
  ].join('');
}

const described = ({name, description}: Entry): Cell[] => [code(name), description];

/** What each event carries, by its class. */
function eventsSection({modules}: Manifest): string {
  const classes = modules
    .flatMap(({declarations}) => declarations)
    .filter(({name}) => /^Voice\w+Event$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = classes.flatMap(({name, members = []}) =>
    members.map((member): [string, Member] => [name, member]),
  );
  return table('What events carry', rows, ([event, {name, type, description}]) => [
    code(event),
    code(name),
    code(type?.text),
    description,
  ]).replace('###', '##');
}

const headings: Readonly<Record<string, readonly string[]>> = {
  Attributes: ['attribute', 'type', 'default', ''],
  Properties: ['property', 'type', ''],
  Methods: ['method', ''],
  Events: ['event', ''],
  Slots: ['slot', ''],
  Parts: ['part', ''],
  States: ['state', ''],
  'Custom properties': ['property', ''],
  'What events carry': ['event class', 'field', 'type', ''],
};

/** A heading and a table, or nothing where there is nothing. */
function table<Row>(title: string, rows: readonly Row[] = [], cells: (row: Row) => Cell[]): string {
  if (!rows.length) return '';
  const line = (values: readonly Cell[]) => `| ${values.map(cell).join(' | ')} |\n`;
  const head = headings[title]!;
  return `\n### ${title}\n\n${line(head)}${line(head.map(() => '---'))}${rows.map(row => line(cells(row))).join('')}`;
}

function cell(text: Cell): string {
  return (text ?? '').replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}

function code(text: Cell): string {
  return text ? `\`${text}\`` : '';
}

function signature({name, parameters = [], return: result}: Member): string {
  const list = parameters.map(({name, optional, type}) => `${name}${optional ? '?' : ''}: ${type?.text}`);
  return `${name}(${list.join(', ')}): ${result?.type.text}`;
}
