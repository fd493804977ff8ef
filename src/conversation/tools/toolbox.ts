import type {ToolDefinition} from '../../session/session-event.js';
import type {VoiceError} from '../../state/voice-error.js';
import type {Approvals} from './approvals.js';
import type {Listener} from './spoken-approval.js';
import {isStandardSchema} from './standard-schema.js';
import type {PageActionName, RunnableTool, VoiceTool} from './voice-tool.js';

const toolName = /^[\w-]{1,64}$/;

/** The tools of one call: those of the page, and those of its agent. */
export class Toolbox {
  readonly #approvals: Approvals;
  readonly #listener: Listener;
  readonly #complain: (error: VoiceError) => void;
  #given: readonly (VoiceTool | PageActionName)[] = [];
  #filled: Promise<void> = Promise.resolve();
  #tools: readonly RunnableTool[] = [];
  #agentTools: readonly RunnableTool[] = [];

  /** @param complain told of a tool that the model cannot be told of */
  constructor(approvals: Approvals, listener: Listener, complain: (error: VoiceError) => void) {
    this.#approvals = approvals;
    this.#listener = listener;
    this.#complain = complain;
  }

  /** Takes other tools. Resolves when what they need is loaded. */
  fill(given: readonly (VoiceTool | PageActionName)[]): Promise<void> {
    this.#given = given;
    const filled = this.#load(given);
    this.#filled = filled.catch(() => {}); // The caller is told.
    return filled;
  }

  async #load(given: readonly (VoiceTool | PageActionName)[]): Promise<void> {
    const named = given.filter(tool => typeof tool === 'string');
    const actions = named.length ? (await import('./page-actions.js')).pageActions(named) : [];
    const tools = [...given.filter(tool => typeof tool === 'object'), ...actions];
    if (tools.some(tool => tool.needsApproval === 'spoken')) {
      const {spokenApproval} = await import('./spoken-approval.js');
      tools.push(spokenApproval(this.#approvals, this.#listener));
    }
    const callable = tools.filter(({name}) => toolName.test(name) || warn(name));
    const adopt = tools.some(({parameters}) => isStandardSchema(parameters))
      ? (await import('./adopt-schemas.js')).adoptSchemas
      : null;
    if (given === this.#given) this.#tools = adopt?.(callable, this.#complain) ?? callable;
  }

  /** Takes the tools of an agent, beside those of the page. */
  useAgentTools(tools: readonly RunnableTool[]): void {
    this.#agentTools = tools;
  }

  /** Resolves as soon as all tools are there: a session may know their names from an earlier call. */
  async find(name: string): Promise<RunnableTool | undefined> {
    await this.#filled;
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
