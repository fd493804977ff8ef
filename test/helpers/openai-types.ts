import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import type {WireEvent} from '../../local-server/engine/events.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** Stands nowhere but in the memory of the compiler. */
const fileName = fileURLToPath(new URL('exchanged.ts', import.meta.url));

interface Exchanged {
  readonly client?: readonly WireEvent[];
  readonly server?: readonly WireEvent[];
}

/**
 * Compiles events of GPT-Live as literals of OpenAI's own types, which know no other fields than theirs.
 * @returns what the compiler says against them
 */
export function typeErrors({client = [], server = []}: Exchanged): string[] {
  const code = [
    "import type {ClientEvent, ServerEvent} from 'openai/resources/live/live';",
    "import {stream} from '../local-server/recordings/response-event.js';",
    ...listOf('ClientEvent', client),
    ...listOf('ServerEvent', server),
  ].join('\n');
  const {options} = ts.getParsedCommandLineOfConfigFile(
    `${project}/tsconfig.json`,
    {noEmit: true, skipLibCheck: true, noUnusedLocals: false, types: []},
    {...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {}},
  )!;
  const host = ts.createCompilerHost(options);
  const {getSourceFile, fileExists} = host;
  host.fileExists = name => name === fileName || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === fileName
      ? ts.createSourceFile(name, code, ts.ScriptTarget.ESNext)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([fileName], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(fileName))
    .map(
      ({messageText, start = 0}) =>
        `${ts.flattenDiagnosticMessageText(messageText, ' ')} ${lineAt(code, start)}`,
    );
}

/** A list of events; and of each type one with a field too many, which must be found. */
function listOf(type: string, events: readonly WireEvent[]): string[] {
  const lines = events.map(event => literalOf(event));
  const wrong = [...new Map(events.map(event => [typeOf(event), event])).values()].map(event =>
    literalOf(event, ', "not_known": 1'),
  );
  return [
    `export const exchanged${type}s: ${type}[] = [`,
    ...lines.map(line => `${line},`),
    '];',
    `export const wrong${type}s: ${type}[] = [`,
    ...wrong.flatMap(line => ['// @ts-expect-error It has a field that OpenAI does not know.', `${line},`]),
    '];',
  ];
}

/** In one line. What is inside `response.event` has types of its own. @param more fields, after a comma */
function literalOf({event, ...fields}: WireEvent, more = ''): string {
  const [json, nested] = [fields, event].map(value => JSON.stringify(value)?.replace(/\}$/u, ''));
  return nested ? `${json}, "event": stream(${nested}${more}})}` : `${json}${more}}`;
}

function typeOf({type, event}: WireEvent): string {
  return `${type} ${(event as WireEvent | undefined)?.type}`;
}

function lineAt(code: string, at: number): string {
  return code.slice(0, at).split('\n').pop()! + code.slice(at).split('\n', 1)[0]!;
}
