import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {describe, it} from 'node:test';
import ts from 'typescript';

/* What strict projects of host pages read, with every check of the compiler on. */

const declarations = readdirSync('dist', {recursive: true, encoding: 'utf8'})
  .filter(path => path.endsWith('.d.ts') && !/^frameworks|agent/.test(path)) // Other types take seconds to read.
  .map(path => `dist/${path}`);

describe('The types of the package', () => {
  it('hold where optional properties are exact and declarations are checked', () => {
    const program = ts.createProgram(declarations, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      noPropertyAccessFromIndexSignature: true,
      skipLibCheck: false,
      noEmit: true,
    });
    const mistakes = declarations.flatMap(path =>
      program
        .getSemanticDiagnostics(program.getSourceFile(path))
        .map(({messageText}) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
    );
    assert.deepEqual(mistakes, []);
  });
});
