import {FieldFiller} from './page-actions/fill-field.js';
import {Navigator} from './page-actions/navigate.js';
import {findElement, readPage} from './page-actions/page-reader.js';
import {watchPasswords} from './page-actions/revealed-passwords.js';
import {show} from './page-actions/show.js';
import type {PageActionName, VoiceTool} from './voice-tool.js';

const target = {
  type: 'string',
  description: 'What is meant: a reference of read-page such as e12, or the words that are visible there.',
};
const oneTarget = {type: 'object', properties: {target}, required: ['target'], additionalProperties: false};

/** The ready-made tools of these names. They act on this page only, and where the person sees it. */
export function pageActions(names: readonly PageActionName[]): readonly VoiceTool[] {
  const filler = new FieldFiller();
  const navigator = new Navigator();
  const actions: Readonly<Record<PageActionName, Omit<VoiceTool, 'name'>>> = {
    'read-page': {
      description:
        'Reads what is on the page: headings, text, links, buttons and fields, each with a reference. Fields for secrets and payment, and the other fields of their form, are left out.',
      execute: readPage,
    },
    'scroll-to': {
      description: 'Scrolls the page to something.',
      parameters: oneTarget,
      execute: ({target}) => show(findElement(String(target))),
    },
    highlight: {
      description: 'Shows the person where something is on the page, by scrolling there and framing it.',
      parameters: oneTarget,
      execute: ({target}) => show(findElement(String(target)), true),
    },
    'fill-field': {
      description:
        'Writes into a field of the page, once the person has agreed. The page may act on it at once, such as save or send it. Fields for secrets and payment, and the other fields of their form, are refused.',
      parameters: {
        type: 'object',
        properties: {
          target,
          value: {type: 'string', description: 'What to write; for a tick box, true or false.'},
        },
        required: ['target', 'value'],
        additionalProperties: false,
      },
      needsApproval: true, // What the page does about it is not known before.
      describe: args => filler.describe(args),
      execute: args => filler.fill(args),
    },
    navigate: {
      description: 'Goes to another page of this site.',
      parameters: {
        type: 'object',
        properties: {address: {type: 'string', description: 'The path, such as /contact.'}},
        required: ['address'],
        additionalProperties: false,
      },
      needsApproval: true, // The conversation may end with the page.
      describe: args => navigator.describe(args),
      execute: args => navigator.go(args),
    },
  };
  watchPasswords();
  return names.flatMap(name => (Object.hasOwn(actions, name) ? [{name, ...actions[name]}] : unknown(name)));
}

function unknown(name: string): readonly VoiceTool[] {
  console.warn(`<voice-assistant>: there is no page action called "${name}".`);
  return [];
}
