import type {ToolDefinition, VoiceSessionEvent} from '../session-event.js';
import {check, type EventOf, type Rehearsal} from './rehearsal.js';
import type {SessionCheck} from './scene.js';

const tool: ToolDefinition = {
  name: 'look_up',
  description: 'Looks something up.',
  parameters: {type: 'object', properties: {what: {type: 'string'}}, required: ['what']},
};
const otherTool: ToolDefinition = {name: 'wait', parameters: {type: 'object', properties: {}}};
const args = {what: 'tea'};
const output = 'Three green teas.';

/** What a page brings: tools, approvals, what is to be known of it. */
export const doing: readonly SessionCheck[] = [
  check(
    'has the page run a tool, before the response is finished, and responds to the result',
    async rehearsal => {
      await startWithTool(rehearsal);
      const {call, told} = await calledTool(rehearsal);
      if (rehearsal.session.capabilities.turns) {
        const id = openResponse(rehearsal, call);
        rehearsal.expect(id, '“tool-called” must come between beginning and end of its response');
        const end = () => rehearsal.reported('response-finished').find(({responseId}) => responseId === id);
        await rehearsal.until(end, 'the end of a response that called a tool');
      }
      const {mark} = rehearsal;
      rehearsal.session.sendToolResult?.(call.callId, output, {respond: true});
      await expectResponse(rehearsal, mark, 'the response to the result of a tool');
      await expectTold(rehearsal, told, output);
      await rehearsal.quiet();
      rehearsal.expect(rehearsal.reported('tool-called').length === 1, 'A call must be reported once');
    },
  ),

  check('takes the result of a tool that returns at once', async rehearsal => {
    await startWithTool(rehearsal);
    let from = 0;
    rehearsal.onEvent = event => {
      if (event.type !== 'tool-called') return;
      from = rehearsal.mark;
      rehearsal.session.sendToolResult?.(event.callId, output, {respond: true});
    };
    const {told} = await calledTool(rehearsal);
    await expectResponse(rehearsal, from, 'the response to a result that was there at once');
    await expectTold(rehearsal, told, output);
  }),

  check('does not respond to a result that is not to be responded to', async rehearsal => {
    const {session, scene} = rehearsal;
    if (scene.respondsToEveryResult) rehearsal.skip('its model responds to every result');
    await startWithTool(rehearsal);
    const {call, told} = await calledTool(rehearsal);
    const {mark} = rehearsal;
    session.sendToolResult?.(call.callId, output, {respond: false});
    await expectTold(rehearsal, told, output);
    await rehearsal.quiet();
    rehearsal.expectNone(['response-started'], mark, 'No response was to follow');
    if (!session.requestResponse) return;
    session.requestResponse();
    await expectResponse(rehearsal, mark, 'since requestResponse() was called');
  }),

  check('takes the result of a call that an earlier session asked for', async rehearsal => {
    const {session} = rehearsal;
    rehearsal.needs('tools');
    const earlier = {callId: 'earlier-call-1', name: tool.name, arguments: JSON.stringify(args)};
    await rehearsal.start({toolCalls: [earlier]});
    session.setTools?.([tool]);
    await rehearsal.quiet();
    rehearsal.expectNone(
      ['tool-called', 'response-started'],
      0,
      'The call is known, and its result is still to come',
    );
    session.sendToolResult?.(earlier.callId, output, {respond: true});
    await expectResponse(rehearsal, 0, 'the response to a result that was still to come');
  }),

  check('follows the tools of the page as they change', async rehearsal => {
    rehearsal.needs('tools');
    rehearsal.needsOfScene('callTool');
    await rehearsal.start();
    if (rehearsal.capabilities.tools !== 'page') rehearsal.skip('its tools are not declared by the page');
    rehearsal.session.setTools?.([otherTool]);
    rehearsal.session.setTools?.([]);
    rehearsal.session.setTools?.([otherTool, tool]);
    const {call, told} = await calledTool(rehearsal);
    rehearsal.session.sendToolResult?.(call.callId, output, {respond: true});
    await expectTold(rehearsal, told, output);
  }),

  ...[true, false].map(approved =>
    check(
      `asks whether its server may run a tool, and takes a ${approved ? 'yes' : 'no'}`,
      async rehearsal => {
        const {session, scene} = rehearsal;
        rehearsal.needs('approvals');
        rehearsal.needsOfScene('askApproval');
        await rehearsal.start();
        const told = Promise.resolve(scene.askApproval?.('order', args));
        told.catch(() => {}); // Awaited later.
        const request = await rehearsal.next('approval-requested', 0, 'since the server asks for approval');
        rehearsal.expect(request.requestId, '“approval-requested” needs an id, to be answered by');
        rehearsal.expect(request.name === 'order', `It is about “order”, not “${request.name}”`);
        expectArguments(rehearsal, request.arguments);
        const {mark} = rehearsal;
        session.answerApproval?.(request.requestId, approved, approved ? undefined : 'Too expensive.');
        await expectResponse(rehearsal, mark, 'what is said to the answer');
        const answer = await rehearsal.inTime(told, 'the server to learn the answer');
        if (typeof answer === 'boolean')
          rehearsal.expect(answer === approved, `The server took it for ${String(answer)}`);
        const {length} = rehearsal.reported('approval-requested');
        rehearsal.expect(length === 1, `It must be asked once, not ${length} times`);
      },
    ),
  ),

  check('tells the model something that is no turn, and replaces it', async rehearsal => {
    const {session, scene} = rehearsal;
    rehearsal.needs('context');
    await rehearsal.start();
    session.sendContext?.('The page is about tea.', 'page');
    session.sendContext?.('The page is about coffee.', 'page');
    session.sendContext?.('The shop closes at six.');
    const knows = async (words: string) =>
      (await scene.contextTold?.())?.some(text => text.includes(words)) ?? true;
    await rehearsal.until(() => knows('coffee'), 'the server to know what sendContext() said');
    await rehearsal.until(() => knows('six'), 'the server to know what sendContext() said without an id');
    await rehearsal.quiet();
    if (scene.contextTold)
      rehearsal.expect(!(await knows('tea')), 'What was told under the same id before must be gone');
    session.sendContext?.('', 'page');
    session.sendContext?.('', 'never told');
    if (scene.contextTold)
      await rehearsal.until(async () => !(await knows('coffee')), 'the server to forget what was taken back');
    await rehearsal.quiet();
    rehearsal.expectNone(
      ['response-started', 'turn-started', 'turn-text', 'problem'],
      0,
      'What is told so is no turn',
    );
  }),
];

async function startWithTool(rehearsal: Rehearsal): Promise<void> {
  rehearsal.needs('tools');
  rehearsal.needsOfScene('callTool');
  await rehearsal.start();
  rehearsal.session.setTools?.([tool]);
}

/** The model calls the tool. @returns the call, and what comes of it on the other side */
async function calledTool(
  rehearsal: Rehearsal,
): Promise<{call: EventOf<'tool-called'>; told: Promise<unknown>}> {
  const told = Promise.resolve(rehearsal.scene.callTool?.(tool.name, args));
  told.catch(() => {}); // Awaited later.
  const call = await rehearsal.next('tool-called', 0, 'since the model calls a tool');
  rehearsal.expect(call.callId, '“tool-called” needs a callId, for its result');
  rehearsal.expect(call.name === tool.name, `The call is of “${tool.name}”, not “${call.name}”`);
  expectArguments(rehearsal, call.arguments);
  return {call, told};
}

/** The response that was under way when something was reported. */
function openResponse({events}: Rehearsal, event: VoiceSessionEvent): string | undefined {
  const before = events.slice(0, events.indexOf(event));
  const last = before.findLast(({type}) => type === 'response-started' || type === 'response-finished');
  return last?.type === 'response-started' ? last.responseId : undefined;
}

function expectArguments(rehearsal: Rehearsal, text: unknown): void {
  let value: unknown;
  try {
    value = JSON.parse(text as string);
  } catch {
    // Said below.
  }
  rehearsal.expect(
    JSON.stringify(value) === JSON.stringify(args),
    `Arguments must be the JSON text ${JSON.stringify(args)}, not ${String(text)}`,
  );
}

/** Waits for a response, where the backend has such. */
async function expectResponse(rehearsal: Rehearsal, mark: number, why: string): Promise<void> {
  if (rehearsal.session.capabilities.turns) await rehearsal.response(mark, why);
}

async function expectTold(rehearsal: Rehearsal, told: Promise<unknown>, expected: string): Promise<void> {
  const text = await rehearsal.inTime(told, 'the server to learn what came of a call');
  if (typeof text === 'string')
    rehearsal.expect(text.includes(expected), `The server was told “${text}”, not “${expected}”`);
}
