import type {Wire} from '../../backends/openai-realtime/companion.js';
import {objectAt, objectsAt, parseEvent, textAt, type WireObject} from '../../session/json.js';
import type {Approvals} from './approvals.js';
import type {Listener} from './spoken-approval.js';
import type {PageActionName, RunnableTool, VoiceTool} from './voice-tool.js';

const toolName = /^[\w-]{1,64}$/;

/** The tools of a page, as the assistant is told of them. */
export class Toolbox {
  readonly #approvals: Approvals;
  readonly #listener: Listener;
  #given: readonly (VoiceTool | PageActionName)[] = [];
  #tools: readonly VoiceTool[] = [];
  #agentTools: readonly RunnableTool[] = [];
  /** What an agent has the server do. */
  #hosted: readonly object[] = [];
  /** Tools that the server was set up with, and that are carried out elsewhere. */
  #foreign: readonly WireObject[] = [];
  #announced = '';

  constructor(approvals: Approvals, listener: Listener) {
    this.#approvals = approvals;
    this.#listener = listener;
  }

  /** Takes other tools. Resolves when those that have a name only are loaded. */
  async fill(given: readonly (VoiceTool | PageActionName)[]): Promise<void> {
    this.#given = given;
    const named = given.filter(tool => typeof tool === 'string');
    const actions = named.length ? (await import('./page-actions.js')).pageActions(named) : [];
    const tools = [...given.filter(tool => typeof tool === 'object'), ...actions];
    if (tools.some(tool => tool.needsApproval === 'spoken')) {
      const {spokenApproval} = await import('./spoken-approval.js');
      tools.push(spokenApproval(this.#approvals, this.#listener));
    }
    if (given === this.#given) this.#tools = tools.filter(({name}) => toolName.test(name) || warn(name));
  }

  /** Takes the tools of an agent, beside those of the page. */
  useAgentTools(tools: readonly RunnableTool[], hosted: readonly object[]): void {
    this.#agentTools = tools;
    this.#hosted = hosted;
  }

  find(name: string): RunnableTool | undefined {
    return this.#all.find(tool => tool.name === name);
  }

  get #all(): readonly RunnableTool[] {
    return [...this.#tools, ...this.#agentTools];
  }

  /** Whether calls of this name are carried out elsewhere. */
  isForeign(name: string): boolean {
    return this.#foreign.some(tool => tool.name === name);
  }

  /** A new session knows nothing of the page. */
  joined(wire: Wire): void {
    this.#announced = JSON.stringify(toolsIn(wire.welcome));
    this.configured(wire);
  }

  /** A session has said what it was set up with, at the latest when the page has joined it already. */
  configured(wire: Wire): void {
    this.#foreign = toolsIn(wire.welcome);
    this.announce(wire);
  }

  /** Tells the server which tools there are, if it does not know. Its own are kept. */
  announce(wire: Wire): void {
    const ours = this.#all.map(({name, description, parameters}) => ({
      type: 'function',
      name,
      description,
      parameters: parameters ?? {type: 'object', properties: {}},
    }));
    const names = new Set(ours.map(({name}) => name));
    const foreign = this.#foreign.filter(tool => !names.has(textAt(tool, 'name')));
    const tools = [...foreign, ...this.#hosted, ...ours];
    const announced = JSON.stringify(tools);
    if (announced === this.#announced) return;
    this.#announced = announced;
    wire.send({type: 'session.update', session: {type: 'realtime', tools}});
  }
}

function toolsIn(initialMessage: unknown): readonly WireObject[] {
  return objectsAt(objectAt(parseEvent(initialMessage) ?? {}, 'session'), 'tools');
}

function warn(name: string): false {
  console.warn(`<voice-assistant>: a tool cannot be called "${name}": letters, digits, _ and -, at most 64.`);
  return false;
}
