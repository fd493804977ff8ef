import type {Responder, ResponseChunk, ResponderRequest, HistoryEntry} from './responder.js';
import {greetingInOwnLanguage} from './other-languages.js';
import {scriptedReply, spokenTurnReply} from './scripted-replies.js';
import {selectToolCalls} from './tool-selection.js';

/**
 * Responds without a model: scripted replies, demo answers, and calls of the configured tools where the words ask
 * for one. The same conversation always gets the same answers.
 */
export class ScriptedResponder implements Responder {
  readonly name = 'scripted replies';

  *answer(history: readonly HistoryEntry[], request: ResponderRequest): Generator<ResponseChunk, void> {
    const opening = openingLine(history, promptOf(request));
    const user = history.findLast(entry => entry.role === 'user');
    if (opening) {
      yield {text: opening};
    } else if (history.at(-1)?.role === 'result') {
      yield {text: describeResults(history)};
    } else {
      const calls = selectToolCalls(user?.text ?? '', request.tools, request.toolChoice);
      for (const toolCall of calls) yield {toolCall};
      if (calls.length === 0) yield {text: reply(history, user)};
    }
  }
}

function reply(history: readonly HistoryEntry[], user: HistoryEntry | undefined): string {
  const turns = history.filter(entry => entry.role === 'user');
  if (user?.role !== 'user') return 'Hello! I am your voice assistant. What can I do for you?';
  if (user.images?.length)
    return 'Thank you for the picture. I cannot see, but a real model would describe it to you.';
  if (!user.text.trim()) return spokenTurnReply(user.spokenMs ?? 0, turns.length);
  return greetingInOwnLanguage(user.text) ?? scriptedReply(user.text, history);
}

/** What the instructions of one response ask for beside those of the session, which they take the place of. */
function promptOf({instructions, responseInstructions = ''}: ResponderRequest): string {
  const own = `${instructions}\n\n`;
  return instructions && responseInstructions.startsWith(own)
    ? responseInstructions.slice(own.length)
    : responseInstructions;
}

/** The line that a prompt asks for: a greeting before the first turn, or words to repeat. */
function openingLine(history: readonly HistoryEntry[], prompt: string): string | undefined {
  if (!prompt) return undefined;
  const quoted = /["“„«](.{2,}?)["”»]/su.exec(prompt)?.[1];
  if (/^\s*(say|greet|welcome|begin|start|open|tell|introduce|repeat|speak)\b/iu.test(prompt)) {
    return quoted ?? 'Hello, and welcome! I am your voice assistant. How can I help you?';
  }
  const isFirstTurn = !history.some(entry => entry.role === 'user' || entry.role === 'assistant');
  // A greeting that is no instruction is to be said as it is.
  return isFirstTurn ? (quoted ?? prompt) : undefined;
}

/** Puts the outputs of the tools called last into words. */
function describeResults(history: readonly HistoryEntry[]): string {
  const results: string[] = [];
  for (const entry of history.toReversed()) {
    if (entry.role !== 'result') break;
    results.unshift(inWords(entry.output));
  }
  return `${['Here you are.', 'Done.', 'That worked.'][results.length % 3]!} ${results.join(' And ')}`;
}

function inWords(output: string): string {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    value = output;
  }
  const text = describe(value);
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return value.map(describe).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(
      ([key, inner]) =>
        `${key.replace(/[_-]/gu, ' ').replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')}: ${describe(inner)}`,
    )
    .join(', ');
}
