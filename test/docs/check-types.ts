import ts from 'typescript';
import type {CodeBlock} from './markdown.js';

/** What the examples of the docs import beside the package: not installed here, or of another platform. */
const others = `
declare module '@ai-sdk/gateway';
declare module '@ai-sdk/google';
declare module '@ai-sdk/xai';
declare module '@daily-co/daily-js';
declare module '@testing-library/react';
declare module '@vitejs/plugin-vue' { const plugin: (options: object) => unknown; export default plugin; }
`;

/** Checks blocks against the types that npm users get. @returns a sentence for each mistake */
export function typeMistakes(blocks: readonly CodeBlock[]): string[] {
  const files = new Map(blocks.map(block => [nameOf(block), moduleOf(block)]));
  files.set(`${process.cwd()}/test/docs/others.d.ts`, others);
  files.set('/voice/voice-assistant.d.ts', 'export {};'); // Where pages without a build have copied it to.
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    jsx: ts.JsxEmit.ReactJSX,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    strict: false, // What stands on a page is there: examples do not ask for null.
  };
  const host = ts.createCompilerHost(options);
  const {fileExists, readFile, getSourceFile, directoryExists} = host;
  host.directoryExists = name => name === '/voice' || directoryExists!(name);
  host.fileExists = name => files.has(name) || fileExists(name);
  host.readFile = name => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, text, target, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap(name => {
    const source = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({messageText}) =>
        `${name.split('/docs-of/')[1]}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

/** Beside package.json, so that the package finds itself by its name. */
function nameOf({file, line, language}: CodeBlock): string {
  return `${process.cwd()}/docs-of/${file.replace(/\W/g, '-')}-line-${line}.${language}`;
}

/** Each block is a module of its own. */
function moduleOf({code}: CodeBlock): string {
  return `${code}\nexport {};\n`;
}
