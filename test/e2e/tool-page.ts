import type {Page} from 'puppeteer-core';
import type {Responder, ResponseChunk, HistoryEntry} from '../../local-server/index.js';
import type * as Agents from '../../src/entries/agents.js';
import type {VoiceTool} from '../../src/conversation/tools/voice-tool.js';

/* A page whose assistant can do things: by functions of the page, or by an agent of the SDK with the same tools. */

export type Kind = 'functions of the page' | 'an agent of the SDK';

/** What the page remembers for the tests. */
interface Remembered {
  done: string[];
  told: {type: string; name: string; detail?: string; output?: string}[];
  violations: string[];
  finish: (output: string) => void;
}

const call = (name: string, args: object = {}): ResponseChunk => ({
  toolCall: {name, arguments: JSON.stringify(args)},
});

/** What is asked, and what the assistant does about it. */
const script: Readonly<Record<string, readonly ResponseChunk[]>> = {
  'What is in my basket?': [call('get_basket')],
  'Add tea and milk.': [call('add_to_basket', {what: 'tea'}), call('add_to_basket', {what: 'milk'})],
  'Break it.': [call('broken')],
  'Hang.': [call('hanging')],
  'Read all.': [call('huge')],
  'Add nonsense.': [call('add_to_basket', {what: 42})],
  'Order tea.': [call('order', {what: 'tea'})],
  'Take your time.': [call('slow')],
  'Ask for a refund.': [call('transfer_to_Refunds')],
  'Tell me the secret.': [
    {
      text: 'Of course I can tell you, since you ask so kindly, and nobody else is listening to us two. The secret word is sesame, and it opens the door of the cave in the mountains. Behind that door there is a long passage, and at its end there is a room full of gold.',
    },
  ],
};

/** Calls what was asked for, and says what came of it. */
export const toolResponder: Responder = {
  name: 'tools',
  answer(history, {instructions}) {
    const last = history.at(-1)?.role;
    if (last === 'system') return [{text: 'Let us talk about the weather.'}];
    if (last === 'result') return [{text: `It says: ${resultsOf(history)}`}];
    const asked = history.findLast(entry => entry.role === 'user')?.text ?? '';
    return script[asked] ?? [{text: `I am ${instructions || 'nobody'}.`}];
  },
};

/** Of what was asked last. */
function resultsOf(history: readonly HistoryEntry[]): string {
  const asked = history.findLastIndex(({role}) => role === 'user');
  return history
    .slice(asked)
    .flatMap(entry => (entry.role === 'result' ? [entry.output.slice(0, 120)] : []))
    .join(' And: ');
}

/** Gives the assistant of the page its tools, and has the page remember what is done and told. */
export async function equip(page: Page, kind: Kind): Promise<void> {
  await page.evaluate(async sdk => {
    const remembered: Remembered = {done: [], told: [], violations: [], finish: () => {}};
    Object.assign(window, {remembered});
    const assistant = document.querySelector('voice-assistant')!;
    const names = ['tool-call', 'tool-result', 'tool-approval', 'guardrail', 'handoff'] as const;
    for (const type of names) {
      assistant.addEventListener(`voice-${type}`, event => {
        const {name, error, output} = event as Partial<Record<'name' | 'output', string>> & {
          error?: {detail?: string};
        };
        remembered.told.push({type, name: name!, detail: error?.detail, output});
      });
    }
    const taking = {
      type: 'object',
      properties: {what: {type: 'string'}},
      required: ['what'],
      additionalProperties: false,
    };
    const tools: VoiceTool[] = [
      {name: 'get_basket', execute: () => 'Three green teas.'},
      {
        name: 'add_to_basket',
        parameters: taking,
        execute: ({what}) => `Added ${String(remembered.done[remembered.done.push(String(what)) - 1])}.`,
      },
      {
        name: 'broken',
        execute: () => {
          throw new Error('The shop is closed');
        },
      },
      {name: 'hanging', timeoutMs: 400, execute: () => new Promise(() => {})},
      {name: 'huge', execute: () => 'word '.repeat(200_000)},
      {name: 'slow', execute: () => new Promise(resolve => (remembered.finish = resolve))},
      {
        name: 'order',
        parameters: taking,
        needsApproval: true,
        execute: ({what}) => (remembered.done.push(`order ${String(what)}`), 'It is ordered.'),
      },
    ];
    assistant.guardrails = [
      {
        name: 'No secrets',
        execute: ({agentOutput}) =>
          Promise.resolve({tripwireTriggered: /sesame/.test(agentOutput), outputInfo: {}}),
      },
    ];
    if (!sdk) return void (assistant.tools = tools);
    const address = '/dist/cdn/agents.js';
    const {RealtimeAgent, tool} = (await import(address)) as typeof Agents;
    const empty = {
      type: 'object' as const,
      properties: {},
      required: [],
      additionalProperties: true as const,
    };
    const sdkTools = tools.map(({name, parameters, timeoutMs, needsApproval, execute}) =>
      tool({
        name,
        description: name,
        strict: false,
        parameters: {...empty, ...parameters, additionalProperties: true as const},
        timeoutMs,
        needsApproval: needsApproval === true,
        execute: args => execute(args as Record<string, unknown>, new AbortController().signal),
      }),
    );
    const refunds = Object.assign(new RealtimeAgent({name: 'Refunds', instructions: 'the refunds desk'}), {
      avatar: '/refunds.png',
    });
    const front = new RealtimeAgent({
      name: 'Front',
      instructions: 'the front desk',
      tools: sdkTools,
      handoffs: [refunds],
    });
    assistant.agent = front;
  }, kind === 'an agent of the SDK');
}

/** What the page remembers. */
export function remembered(page: Page): Promise<Pick<Remembered, 'done' | 'told'>> {
  return page.evaluate(() => {
    const {done, told} = (window as unknown as {remembered: Remembered}).remembered;
    return {done, told};
  });
}

/** Lets the slow tool return. */
export async function finish(page: Page, output: string): Promise<void> {
  await page.evaluate(
    output => (window as unknown as {remembered: Remembered}).remembered.finish(output),
    output,
  );
}

/** Waits until the page was told something of this kind so often. */
export async function untilTold(page: Page, type: string, times: number): Promise<void> {
  await page.waitForFunction(
    (type, times) =>
      (window as unknown as {remembered: Remembered}).remembered.told.filter(event => event.type === type)
        .length >= times,
    {timeout: 10_000, polling: 20},
    type,
    times,
  );
}

/** Waits until the assistant has said something with these words, to its end. */
export async function untilSaid(page: Page, words: string): Promise<void> {
  await page
    .waitForFunction(
      words =>
        document
          .querySelector('voice-assistant')!
          .snapshot.turns.some(
            ({role, text, final}) => final && role === 'assistant' && text.includes(words),
          ),
      {timeout: 15_000, polling: 20},
      words,
    )
    .catch(async (cause: unknown) => {
      const turns = await page.$eval('voice-assistant', ({snapshot}) => snapshot.turns.map(({text}) => text));
      throw new Error(`“${words}” was not said, but: ${turns.join(' | ')}`, {cause});
    });
}
