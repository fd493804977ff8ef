import type {IncomingMessage, ServerResponse} from 'node:http';
import resolve from '@rollup/plugin-node-resolve';
import type {Page} from 'puppeteer-core';
import {rollup} from 'rollup';
import type {Responder, ResponseChunk} from '../../local-server/index.js';
import type * as Sdk from '@openai/agents/realtime';
import type {hostedMcpTool} from '@openai/agents';

/* One agent, on a page that runs it over the widget's connection, or with the SDK alone. */

export type Connection = 'the widget' | 'the SDK';

/** What the agent's host can do, however it is connected. */
interface AgentLine {
  begin(): Promise<void>;
  say(text: string): void;
  mute(muted: boolean): void;
  interrupt(): void;
  end(): void;
  tokens(): number;
  said(): {role: string; text: string}[];
}

interface AgentWindow {
  line: AgentLine;
  /** What happened, in words. */
  log: string[];
  /** What the person will say to a tool that asks. */
  allowed: boolean;
}

type Modules = typeof Sdk & {hostedMcpTool: typeof hostedMcpTool};

const call = (name: string, args: object = {}): ResponseChunk => ({
  toolCall: {name, arguments: JSON.stringify(args)},
});

const script: Readonly<Record<string, readonly ResponseChunk[]>> = {
  'Where is order 7?': [call('order_status', {order: '7'})],
  'And orders 8 and 9?': [call('order_status', {order: '8'}), call('order_status', {order: '9'})],
  'Break it.': [call('broken')],
  'Cancel order 7.': [call('cancel_order', {order: '7'})],
  'Ask for a refund.': [call('transfer_to_Refunds')],
  'Tell me the secret.': [
    {
      text: 'Of course I can tell you, since you ask so kindly and nobody else is listening. The secret word is sesame, and it opens the door of the cave in the mountains, and behind that door there is a very long passage.',
    },
  ],
  'Tell me a story.': [
    {
      text: 'Once upon a time there was a very old lighthouse, and in it there lived a keeper, who counted all the ships that passed by night, and wrote their names into a book that had no end.',
    },
  ],
};

/** Calls what was asked for, and says what came of it. */
export const orderResponder: Responder = {
  name: 'orders',
  answer(history, {instructions}) {
    const last = history.at(-1);
    if (last?.role === 'result') return [{text: last.output}];
    if (last && 'text' in last && /guardrail/i.test(last.text)) return [{text: 'Let us talk of tea.'}];
    const asked = history.findLast(entry => entry.role === 'user')?.text ?? '';
    return script[asked] ?? [{text: instructions}];
  },
};

/** Answers `/sdk.js`: the SDK, and what the widget adds to it, as a bundler of npm packages would make it. */
export async function serveSdk(): Promise<(request: IncomingMessage, response: ServerResponse) => boolean> {
  const modules: Readonly<Record<string, string>> = {
    entry: `
      export * from '@openai/agents/realtime';
      export {hostedMcpTool} from '@openai/agents';
      import '${process.cwd()}/dist/agents.js';`,
    // No module for browsers.
    debug: 'export default () => Object.assign(() => {}, {enabled: false});',
  };
  const build = await rollup({
    input: 'entry',
    onwarn: () => {}, // The packages' own affairs.
    plugins: [
      {
        name: 'modules',
        resolveId: id => (id in modules ? `\0${id}` : null),
        load: id => modules[id.slice(1)] ?? null,
      },
      resolve({browser: true}),
    ],
  });
  const {output} = await build.generate({format: 'es', inlineDynamicImports: true});
  await build.close();
  return (request, response) => {
    if (request.url !== '/sdk.js') return false;
    response.writeHead(200, {'content-type': 'text/javascript'}).end(output[0].code);
    return true;
  };
}

/** Makes the agent, and the line to it. The same code for both, up to who connects. */
export async function seatAgent(page: Page, connection: Connection): Promise<void> {
  await page.evaluate(async connection => {
    const address = '/sdk.js';
    const {RealtimeAgent, RealtimeSession, OpenAIRealtimeWebRTC, hostedMcpTool, tool} = (await import(
      address
    )) as Modules;
    const log: string[] = [];
    const shared = Object.assign(window as unknown as AgentWindow, {log, allowed: true});
    const order = {
      type: 'object' as const,
      properties: {order: {type: 'string'}},
      required: ['order'],
      additionalProperties: true as const,
    };
    const orderTool = (name: string, execute: (order: string) => string, needsApproval = false) =>
      tool({
        name,
        description: name,
        strict: false,
        parameters: order,
        needsApproval,
        execute: input => {
          const {order} = input as {order: string};
          log.push(`${name} ${order}`);
          return execute(order);
        },
      });
    const broken = tool({
      name: 'broken',
      description: 'broken',
      strict: false,
      parameters: {...order, required: []},
      execute: () => {
        throw new Error('The till is jammed');
      },
    });
    const refunds = new RealtimeAgent({name: 'Refunds', instructions: 'You handle refunds.'});
    const shop = new RealtimeAgent({
      name: 'Shop',
      instructions: 'You help in a tea shop.',
      handoffs: [refunds],
      tools: [
        orderTool('order_status', order => `${order} sent.`),
        orderTool('cancel_order', order => `${order} cancelled.`, true),
        broken,
        hostedMcpTool({serverLabel: 'stock', serverUrl: 'https://stock.test', requireApproval: 'always'}),
      ],
    });
    const guardrails = [
      {
        name: 'No secrets',
        execute: ({agentOutput}: {agentOutput: string}) =>
          Promise.resolve({tripwireTriggered: /sesame/.test(agentOutput), outputInfo: {}}),
      },
    ];

    if (connection === 'the widget') {
      const assistant = document.querySelector('voice-assistant')!;
      assistant.guardrails = guardrails;
      assistant.agent = shop;
      assistant.addEventListener('voice-guardrail', ({name}) => log.push(`guardrail ${name}`));
      assistant.addEventListener('voice-handoff', ({name}) => log.push(`handoff ${name}`));
      assistant.addEventListener('voice-error', ({error}) => log.push(`error ${error.code}`));
      assistant.addEventListener('voice-tool-approval', ({name, callId}) => {
        log.push(`asked ${name}`);
        if (shared.allowed) assistant.approve(callId);
        else assistant.reject(callId);
      });
      shared.line = {
        begin: () => assistant.start(),
        say: text => void assistant.sendText(text),
        mute: muted => (assistant.muted = muted),
        interrupt: () => assistant.interrupt(),
        end: () => assistant.stop(),
        tokens: () => assistant.snapshot.usage.totalTokens,
        said: () => assistant.snapshot.turns.map(({role, text}) => ({role, text})),
      };
      return;
    }
    const session = new RealtimeSession(shop, {
      transport: new OpenAIRealtimeWebRTC({baseUrl: `${location.origin}/v1/realtime/calls`}),
      outputGuardrails: guardrails,
      tracingDisabled: true,
      config: {audio: {input: {turnDetection: null}}}, // Else it would have the beep of the microphone answered.
    });
    session.on('guardrail_tripped', (_context, _agent, error) =>
      log.push(`guardrail ${error.result.guardrail.name}`),
    );
    session.on('agent_handoff', (_context, _from, to) => log.push(`handoff ${to.name}`));
    session.on('error', () => log.push('error'));
    session.on('tool_approval_requested', (_context, _agent, request) => {
      const {approvalItem} = request;
      log.push(`asked ${(approvalItem.rawItem as {name: string}).name}`);
      void (shared.allowed ? session.approve(approvalItem) : session.reject(approvalItem));
    });
    shared.line = {
      async begin() {
        const response = await fetch('/token', {method: 'POST'});
        const {value} = (await response.json()) as {value: string};
        await session.connect({apiKey: value});
      },
      say: text => session.sendMessage(text),
      mute: muted => session.mute(muted),
      interrupt: () => session.interrupt(),
      end: () => session.close(),
      tokens: () => session.usage.totalTokens,
      said: () =>
        session.history.flatMap(item =>
          item.type === 'message'
            ? [
                {
                  role: item.role,
                  text: item.content
                    .map(part => ('text' in part ? part.text : (part.transcript ?? '')))
                    .join(''),
                },
              ]
            : [],
        ),
    };
  }, connection);
}

/** What the agent's host can do, from outside. */
export const line = {
  begin: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).line.begin()),
  say: (page: Page, text: string) =>
    page.evaluate(text => (window as unknown as AgentWindow).line.say(text), text),
  mute: (page: Page, muted: boolean) =>
    page.evaluate(muted => (window as unknown as AgentWindow).line.mute(muted), muted),
  interrupt: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).line.interrupt()),
  end: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).line.end()),
  tokens: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).line.tokens()),
  said: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).line.said()),
  allow: (page: Page, allowed: boolean) =>
    page.evaluate(allowed => void Object.assign(window, {allowed}), allowed),
  log: (page: Page) => page.evaluate(() => (window as unknown as AgentWindow).log),
};
