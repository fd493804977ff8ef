/* What zod, Valibot, ArkType and others have in common. The types are written down here: no library is needed. */

/**
 * A schema of a library that speaks Standard Schema.
 * @see https://standardschema.dev
 */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly types?: {readonly output: Output} | undefined;
    /** Unset in schemas that only describe. */
    readonly validate?: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** Unset in schemas that only validate. */
    readonly jsonSchema?: {
      readonly input: (options: {readonly target: 'draft-2020-12'}) => Readonly<Record<string, unknown>>;
    };
  };
}

/** What a schema made of a value. */
export type SchemaResult<Output> =
  {readonly value: Output; readonly issues?: undefined} | {readonly issues: readonly SchemaIssue[]};

/** What does not fit, and where: keys, or objects that hold one. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | {readonly key: PropertyKey})[] | undefined;
}

export function isStandardSchema(schema: object | undefined): schema is StandardSchema {
  return !!schema && '~standard' in schema;
}
