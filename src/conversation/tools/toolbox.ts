import type {ToolDefinition} from '../../session/session-event.js';
import type {Approvals} from './approvals.js';
import type {Listener} from './spoken-approval.js';
import type {PageActionName, RunnableTool, VoiceTool} from './voice-tool.js';

const toolName = /^[\w-]{1,64}$/;

/** The tools of one call: those of the page, and those of its agent. */
export class Toolbox {
  readonly #approvals: Approvals;
  readonly #listener: Listener;
  #given: readonly (VoiceTool | PageActionName)[] = [];
  #tools: readonly VoiceTool[] = [];
  #agentTools: readonly RunnableTool[] = [];

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
  useAgentTools(tools: readonly RunnableTool[]): void {
    this.#agentTools = tools;
  }

  find(name: string): RunnableTool | undefined {
    return this.#all.find(tool => tool.name === name);
  }

  /** As the model is told of them. */
  get definitions(): readonly ToolDefinition[] {
    return this.#all.map(({name, description, parameters}) => ({
      name,
      description,
      parameters: parameters ?? {type: 'object', properties: {}},
    }));
  }

  get #all(): readonly RunnableTool[] {
    return [...this.#tools, ...this.#agentTools];
  }
}

function warn(name: string): false {
  console.warn(`<voice-assistant>: a tool cannot be called "${name}": letters, digits, _ and -, at most 64.`);
  return false;
}
