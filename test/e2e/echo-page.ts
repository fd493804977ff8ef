import type {IncomingMessage, ServerResponse} from 'node:http';
import ts from 'typescript';
import {codeBlocks} from '../docs/markdown.js';

/* A page with the npm build of the widget, and the backend of docs/backends.md as a file of its own. */

/** What bundlers do for other pages. */
const imports = {
  'voice-assistant-element': '/dist/index.js',
  'voice-assistant-element/define': '/dist/define.js',
  'voice-assistant-element/testing': '/dist/testing.js',
  lit: '/node_modules/lit/index.js',
  'lit/': '/node_modules/lit/',
  'lit-html': '/node_modules/lit-html/lit-html.js',
  'lit-html/': '/node_modules/lit-html/',
  'lit-element/': '/node_modules/lit-element/',
  '@lit/reactive-element': '/node_modules/@lit/reactive-element/reactive-element.js',
  '@lit/reactive-element/': '/node_modules/@lit/reactive-element/',
  marked: '/node_modules/marked/lib/marked.esm.js',
  '@cfworker/json-schema': '/node_modules/@cfworker/json-schema/dist/esm/index.js',
};

const html = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
  <script type="importmap">${JSON.stringify({imports})}</script>
  <script type="module">
    import 'voice-assistant-element/define';
    import {EchoSession} from '/echo-session.js';

    const assistant = document.querySelector('voice-assistant');
    assistant.session = new EchoSession(new URL('/echo', location.href).href.replace('http', 'ws'));
  </script></head>
  <body><h1>A page</h1><voice-assistant start-on="open" face="text"></voice-assistant></body>
</html>`;

/** Answers for such a page, at `/`. */
export function serveEchoPage(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const block = codeBlocks('docs/backends.md').find(({code}) => code.includes('class EchoSession'));
  const {target, module} = {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext};
  const {outputText} = ts.transpileModule(block!.code, {compilerOptions: {target, module}});
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', html],
    '/echo-session.js': ['text/javascript', outputText],
  };
  return ({url = ''}, response) => {
    const file = Object.hasOwn(files, url) ? files[url] : undefined;
    if (file) response.writeHead(200, {'Content-Type': file[0]}).end(file[1]);
    return Boolean(file);
  };
}
