/** The parts of `custom-elements.json` that our own tools read. */
export interface Manifest {
  readonly modules: readonly {readonly path: string; readonly declarations: readonly Declaration[]}[];
}

export interface Declaration {
  readonly name: string;
  readonly description?: string;
  readonly tagName?: string;
  readonly attributes?: readonly Attribute[];
  readonly members?: readonly Member[];
  readonly events?: readonly Entry[];
  readonly slots?: readonly Entry[];
  readonly cssParts?: readonly Entry[];
  readonly cssProperties?: readonly Entry[];
  readonly cssStates?: readonly Entry[];
}

export interface Entry {
  readonly name: string;
  readonly description?: string;
  type?: {text: string};
}

export interface Attribute extends Entry {
  readonly fieldName?: string;
  readonly default?: string;
}

export interface Member extends Entry {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly default?: string;
  readonly parameters?: readonly (Entry & {readonly optional?: boolean})[];
  readonly return?: {readonly type: {text: string}};
}

export interface TaggedDeclaration extends Declaration {
  readonly tagName: string;
}

/** Every declaration that is an element, `<voice-assistant>` first. */
export function elementsOf({modules}: Manifest): TaggedDeclaration[] {
  return modules
    .flatMap(({declarations}) => declarations)
    .filter((declaration): declaration is TaggedDeclaration => Boolean(declaration.tagName))
    .sort((a, b) => Number(b.tagName === 'voice-assistant') - Number(a.tagName === 'voice-assistant'));
}
