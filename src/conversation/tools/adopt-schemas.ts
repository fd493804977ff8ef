import {VoiceError} from '../../state/voice-error.js';
import {isStandardSchema, type SchemaIssue, type StandardSchema} from './standard-schema.js';
import {misfit} from './tool-failure.js';
import type {RunnableTool, ToolArguments} from './voice-tool.js';

/** Of these the page was told: a page that is drawn anew hands in its tools again and again. */
const complained = new WeakSet<object>();

/**
 * Tools whose Standard Schemas are JSON Schemas for the model, while the schemas themselves read the arguments.
 * @param complain told of a tool that is left out since the model cannot be told what it takes
 */
export function adoptSchemas(
  tools: readonly RunnableTool[],
  complain: (error: VoiceError) => void,
): readonly RunnableTool[] {
  return tools.flatMap(tool => {
    const {parameters} = tool;
    if (!isStandardSchema(parameters)) return tool;
    let described: object;
    try {
      described = jsonSchemaOf(parameters);
    } catch (cause) {
      if (complained.has(parameters)) return [];
      complained.add(parameters);
      const error = schemaError(tool.name, cause);
      console.warn(`<voice-assistant>: ${error.help}`);
      complain(error);
      return [];
    }
    return {...bound(tool), parameters: described, readArguments: readerOf(parameters)};
  });
}

/** A tool may be an object of a class, whose methods are not its own. */
function bound(tool: RunnableTool): RunnableTool {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    timeoutMs: tool.timeoutMs,
    needsApproval:
      typeof tool.needsApproval === 'function' ? tool.needsApproval.bind(tool) : tool.needsApproval,
    describe: tool.describe?.bind(tool),
    execute: (...given) => tool.execute(...given),
  };
}

/** @throws {Error} where there is none */
function jsonSchemaOf(schema: StandardSchema): object {
  if (isMadeByZod(schema)) return schema;
  const {jsonSchema} = schema['~standard'];
  if (!jsonSchema) throw new TypeError('The schema has no JSON Schema');
  const converted: Record<string, unknown> = {...jsonSchema.input({target: 'draft-2020-12'})};
  delete converted.$schema; // The model needs no address of its dialect.
  return converted;
}

/** What `z.toJSONSchema()` returns is a JSON Schema, behind which the schema that it was made of is hidden. */
function isMadeByZod(schema: object): boolean {
  const hidden = Object.getOwnPropertyDescriptor(schema, '~standard')?.enumerable === false;
  return hidden && Object.getPrototypeOf(schema) === Object.prototype;
}

function readerOf(schema: StandardSchema): RunnableTool['readArguments'] {
  const {validate} = schema['~standard'];
  if (!validate) return undefined;
  return async args => {
    const result = await validate.call(schema['~standard'], args);
    if (result.issues) throw misfit(result.issues.map(inWords));
    return result.value as ToolArguments;
  };
}

function inWords({path = [], message}: SchemaIssue): string {
  const keys = path.map(segment => String(typeof segment === 'object' ? segment.key : segment));
  return `${keys.join('/') || 'The arguments'}: ${message}`;
}

function schemaError(name: string, cause: unknown): VoiceError {
  const help = `The assistant cannot be told of the tool "${name}": its schema does not describe itself as JSON Schema. Set parameters to a JSON Schema, such as z.toJSONSchema(schema).`;
  const meaning = {...VoiceError.meanings['tool-failed']!, help};
  return new VoiceError('tool-failed', {detail: 'parameters', cause}, meaning);
}
