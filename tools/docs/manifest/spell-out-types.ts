import ts from 'typescript';
import type {Declaration, Manifest} from './schema.js';

const entry = 'src/entries/index.ts';

/**
 * Writes into the manifest what the analyzer, which reads one file at a time, cannot know: the words behind the name
 * of a type, the class of each event, and what methods return.
 */
export function spellOutTypes(manifest: Manifest): void {
  const {config} = ts.readConfigFile('tsconfig.json', file => ts.sys.readFile(file)) as {
    config: {compilerOptions: object};
  };
  const {options} = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram([entry], {...options, types: []});
  const checker = program.getTypeChecker();
  const exported = new Map(
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)
      .map(symbol => [symbol.name, checker.getDeclaredTypeOfSymbol(aliased(checker, symbol))]),
  );
  const eventMap = exported.get('VoiceEventMap')!;
  for (const declaration of manifest.modules.flatMap(({declarations}) => declarations)) {
    const type = exported.get(declaration.name);
    if (type) spellOut(declaration, type, checker);
    for (const event of declaration.events ?? []) {
      const symbol = eventMap.getProperty(event.name);
      if (!symbol) throw new Error(`VoiceEventMap has no ${event.name}.`);
      event.type = {text: checker.typeToString(checker.getTypeOfSymbol(symbol))};
    }
  }
}

function aliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function spellOut(
  {attributes = [], members = []}: Declaration,
  type: ts.Type,
  checker: ts.TypeChecker,
): void {
  for (const attribute of attributes) {
    const field = type.getProperty(attribute.fieldName ?? '');
    if (field) attribute.type = {text: wordsOf(field, checker)};
  }
  for (const member of members) {
    const method = type.getProperty(member.name);
    const [signature] = method ? checker.getTypeOfSymbol(method).getCallSignatures() : [];
    if (member.return && signature) member.return.type.text = text(signature.getReturnType(), checker);
  }
}

/** What may be written into an attribute; in the order of the sources where they list it. */
function wordsOf(field: ts.Symbol, checker: ts.TypeChecker): string {
  const written = (field.valueDeclaration as ts.PropertyDeclaration | undefined)?.type;
  if (written && ts.isUnionTypeNode(written)) return written.getText();
  const named = written && ts.isTypeReferenceNode(written) && checker.getSymbolAtLocation(written.typeName);
  const [alias] = (named && aliased(checker, named).declarations) || [];
  if (alias && ts.isTypeAliasDeclaration(alias) && ts.isUnionTypeNode(alias.type))
    return alias.type.getText();
  const value = checker.getNonNullableType(checker.getTypeOfSymbol(field));
  return text(value, checker, ts.TypeFormatFlags.InTypeAlias);
}

function text(type: ts.Type, checker: ts.TypeChecker, flags = ts.TypeFormatFlags.None): string {
  const usual = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
  return checker.typeToString(type, undefined, usual | flags);
}
