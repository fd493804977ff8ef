/**
 * The values that fit a JSON Schema, where the compiler can tell: types, lists, objects, `enum` and `const`. Else
 * `unknown`.
 */
export type JsonValue<Schema> = Schema extends {readonly const: infer Value}
  ? Value
  : Schema extends {readonly enum: readonly (infer Value)[]}
    ? Value
    : Schema extends {readonly properties: infer Properties extends object}
      ? JsonObject<Properties, Schema extends {readonly required: readonly (infer Name)[]} ? Name : never>
      : Schema extends {readonly type: 'array'; readonly items: infer Item}
        ? readonly JsonValue<Item>[]
        : Schema extends {readonly type: infer Type extends keyof Simple}
          ? Simple[Type]
          : unknown;

interface Simple {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  null: null;
  array: readonly unknown[];
  object: Readonly<Record<string, unknown>>;
}

type JsonObject<Properties extends object, Required> = {
  readonly [Name in keyof Properties as Name extends Required ? Name : never]: JsonValue<Properties[Name]>;
} & {
  readonly [Name in keyof Properties as Name extends Required ? never : Name]?: JsonValue<Properties[Name]>;
};
