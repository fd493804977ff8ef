import {fillField} from './page-actions/fill-field.js';
import {navigate} from './page-actions/navigate.js';
import {PageReader} from './page-actions/page-reader.js';
import {show} from './page-actions/show.js';
import type {PageActionName, VoiceTool} from './voice-tool.js';

const target = {
  type: 'string',
  description: 'What is meant: a reference of read-page such as e12, or the words that are seen there.',
};
const oneTarget = {type: 'object', properties: {target}, required: ['target'], additionalProperties: false};

/** The ready-made tools of these names. They act on this page only, and where the person sees it. */
export function pageActions(names: readonly PageActionName[]): readonly VoiceTool[] {
  const reader = new PageReader();
  const actions: Readonly<Record<PageActionName, Omit<VoiceTool, 'name'>>> = {
    'read-page': {
      description:
        'Reads what is on the page: headings, text, links, buttons and fields, each with a reference.',
      execute: () => reader.read(),
    },
    'scroll-to': {
      description: 'Scrolls the page to something.',
      parameters: oneTarget,
      execute: ({target}) => show(reader.find(String(target))),
    },
    highlight: {
      description: 'Shows the person where something is on the page, by scrolling there and framing it.',
      parameters: oneTarget,
      execute: ({target}) => show(reader.find(String(target)), true),
    },
    'fill-field': {
      description:
        'Writes into a field of the page, for the person to check. It sends nothing. Never passwords or payment.',
      parameters: {
        type: 'object',
        properties: {
          target,
          value: {type: 'string', description: 'What to write; for a tick box, true or false.'},
        },
        required: ['target', 'value'],
        additionalProperties: false,
      },
      execute: ({target, value}) => fillField(reader.find(String(target)), String(value)),
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
      execute: ({address}) => navigate(String(address)),
    },
  };
  return names.flatMap(name => (Object.hasOwn(actions, name) ? [{name, ...actions[name]}] : unknown(name)));
}

function unknown(name: string): readonly VoiceTool[] {
  console.warn(`<voice-assistant>: there is no page action called "${name}".`);
  return [];
}
