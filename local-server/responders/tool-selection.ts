import {parseNumber} from './long-answers.js';
import type {ToolDefinition} from './responder.js';

const stopWords = new Set(
  'a an and are as at be by can could do for from get give have i if in is it its me my of on or please set show tell that the this to use user want was what when which will with you your'.split(
    ' ',
  ),
);

/** The calls a message asks for: by the words of a tool's name (which count double) and description. */
export function selectToolCalls(
  text: string,
  tools: readonly ToolDefinition[],
  choice: string,
): Array<{name: string; arguments: string}> {
  if (tools.length === 0 || choice === 'none') return [];
  const forced = tools.find(tool => tool.name === choice) ?? (choice === 'required' ? tools[0] : undefined);
  // "the weather in Paris, and the weather in London" asks twice.
  const clauses = text.split(/\s*(?:,|;|\band\b)\s*/iu).filter(Boolean);
  const perClause = clauses.flatMap(clause => toCall(clause, bestTool(clause, tools)));
  if (perClause.length > 1) return perClause.slice(0, 4);
  return toCall(text, bestTool(text, tools) ?? forced);
}

function toCall(text: string, tool: ToolDefinition | undefined): Array<{name: string; arguments: string}> {
  return tool ? [{name: tool.name, arguments: JSON.stringify(extractArguments(text, tool))}] : [];
}

function bestTool(text: string, tools: readonly ToolDefinition[]): ToolDefinition | undefined {
  const said = new Set(words(text));
  let best: {tool: ToolDefinition; score: number} | undefined;
  for (const tool of tools) {
    const named = words(tool.name).filter(word => said.has(word)).length;
    const described = words(tool.description ?? '').filter(word => said.has(word)).length;
    const score = named * 2 + described;
    if (score >= 2 && score > (best?.score ?? 0)) best = {tool, score};
  }
  return best?.tool;
}

function words(text: string): string[] {
  const split = text.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
  const found = (split.match(/\p{L}{2,}/gu) ?? []).filter(word => !stopWords.has(word));
  return [...new Set(found.map(word => word.replace(/(?<=.{3})(?:s|ing|ed)$/u, '')))];
}

interface Property {
  type?: string;
  enum?: unknown[];
}

function extractArguments(text: string, tool: ToolDefinition): Record<string, unknown> {
  const schema = tool.parameters as {properties?: Record<string, Property>; required?: string[]} | undefined;
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    const required = schema?.required?.includes(name) ?? false;
    const value = extractValue(text, property, required);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function extractValue(text: string, property: Property, required: boolean): unknown {
  if (property.enum) {
    const named = property.enum.find(option => text.toLowerCase().includes(String(option).toLowerCase()));
    return named ?? (required ? property.enum[0] : undefined);
  }
  switch (property.type) {
    case 'number':
    case 'integer': {
      const number = /-?\d+(?:\.\d+)?/u.exec(text)?.[0];
      const value = number === undefined ? numberWord(text) : Number(number);
      if (value !== undefined) return value;
      return required ? 1 : undefined;
    }
    case 'boolean':
      return !/\b(off|not|no|disable|without)\b/iu.test(text);
    case 'array':
      return required ? [] : undefined;
    case 'object':
      return required ? {} : undefined;
    default:
      return objectOf(text) ?? (required ? text.trim() : undefined);
  }
}

/** "add two of these" is about 2; "that one" is about no number. */
function numberWord(text: string): number | undefined {
  const spoken = text.match(/[\p{L}]+/gu)?.filter(word => word.toLowerCase() !== 'one') ?? [];
  return spoken.map(parseNumber).find(number => number !== undefined);
}

/** "the weather in Paris please?" is about Paris. */
function objectOf(text: string): string | undefined {
  const match = /\b(?:in|for|to|about|at|of|named|called|with|from)\s+(?:the\s+)?([^.?!,;]+)/iu.exec(text);
  return match?.[1]?.replace(/\s*\b(?:please|now|today|tomorrow)\b\s*$/iu, '').trim() || undefined;
}
