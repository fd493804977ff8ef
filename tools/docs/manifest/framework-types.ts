import {elementsOf, type Attribute, type Manifest, type TaggedDeclaration} from './schema.js';

const head = `/* Made from custom-elements.json by \`npm run docs\`. What framework types are built on. */`;

/** src/frameworks/tags.ts: what can be written on each tag, and the events by the names that frameworks give them. */
export function frameworkTypes(manifest: Manifest): string {
  const elements = elementsOf(manifest);
  const classes = elements.map(({name}) => name).sort();
  const [assistant] = elements;
  const events = assistant!.events!.map(({name}) => `  ${listenerName(name)}: '${name}',`);
  return `${head}
import type {${classes.join(', ')}} from '../entries/index.js';

${elements.map(attributesOf).join('\n\n')}

/** The element behind each tag. */
export interface VoiceElements {
${elements.map(({tagName, name}) => `  '${tagName}': ${name};`).join('\n')}
}

/** The attributes of each tag. */
export interface VoiceAttributes {
${elements.map(({tagName, name}) => `  '${tagName}': ${name}Attributes;`).join('\n')}
}

/** What is set on \`<voice-assistant>\` as a property, and cannot be written as an attribute. */
export type VoiceAssistantProperties = Partial<Pick<VoiceAssistant, ${propertiesOf(assistant!)}>>;

/** Every event by the name of its listener in React and Vue. */
export const voiceListeners = {
${events.join('\n')}
} as const;
`;
}

function attributesOf({tagName, name, attributes = []}: TaggedDeclaration): string {
  return `/** Attributes of \`<${tagName}>\`. */
export interface ${name}Attributes {
${attributes.map(attributeLine).join('\n')}
}`;
}

function attributeLine({name, type, description}: Attribute): string {
  const text = type?.text ?? 'string';
  const written = text === 'number' ? 'number | `${number}`' : text;
  return `  /** ${description} */\n  '${name}'?: ${written};`;
}

function propertiesOf({members = []}: TaggedDeclaration): string {
  return members
    .filter(({kind, attribute, readonly, static: own}) => kind === 'field' && !attribute && !readonly && !own)
    .map(({name}) => `'${name}'`)
    .join(' | ');
}

/** `voice-phase-change` is listened to by `onVoicePhaseChange`. */
function listenerName(event: string): string {
  return `on-${event}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
