import {objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {ToolDefinition} from '../../session/session-event.js';

type Tool = Readonly<Record<string, unknown>>;

/**
 * The tools of one session: those of the page, those that an agent has the server run, and those that the server has
 * from elsewhere (its configuration, or a sideband connection). Declared together, since an update replaces them all.
 */
export class DeclaredTools {
  readonly #send: (event: object) => void;
  #page: readonly ToolDefinition[] = [];
  #hosted: readonly Tool[] = [];
  /** The server's own, by what they are called. */
  readonly #foreign = new Map<string, Tool>();
  /** What was declared from here: what the server tells back of these is not its own. */
  readonly #declared = new Set<string>();
  /** What the server has. */
  #told = '[]';
  /** What was declared and not confirmed: such an answer says nothing of what was taken away elsewhere. */
  #unconfirmed: string[] = [];

  constructor(send: (event: object) => void) {
    this.#send = send;
  }

  setPageTools(tools: readonly ToolDefinition[]): void {
    this.#page = tools;
    this.#declare();
  }

  setHostedTools(tools: readonly Tool[]): void {
    this.#hosted = tools;
    this.#declare();
  }

  /** The server told the configuration of a session that is new, or that was changed from here or elsewhere. */
  configured(session: WireObject, isNew: boolean): void {
    if (!Array.isArray(session.tools)) return;
    const tools = new Map(objectsAt(session, 'tools').map(tool => [keyOf(tool), tool]));
    if (!this.#isConfirmation([...tools.keys()]))
      for (const key of this.#foreign.keys())
        if (!tools.has(key) && !this.#declared.has(key)) this.#foreign.delete(key);
    for (const [key, tool] of tools) if (!this.#declared.has(key)) this.#foreign.set(key, tool);
    if (!isNew) return;
    if (!this.#declared.size) this.#told = JSON.stringify([...tools.values()]);
    this.#declare(); // What was declared before it was known may have taken the server's own away.
  }

  /** Whether calls of this name are the page's affair. */
  isOfPage(name: string): boolean {
    return this.#page.some(tool => tool.name === name) || !this.#foreign.has(`function ${name}`);
  }

  #isConfirmation(keys: readonly string[]): boolean {
    const index = this.#unconfirmed.indexOf(signOf(keys));
    this.#unconfirmed = this.#unconfirmed.slice(index + 1);
    return index >= 0;
  }

  /** Tells the server, if it does not know. */
  #declare(): void {
    const ours: readonly Tool[] = [
      ...this.#hosted,
      ...this.#page.map(({name, description, parameters}) => ({
        type: 'function',
        name,
        description,
        parameters,
      })),
    ];
    const keys = new Set(ours.map(keyOf));
    const others = [...this.#foreign].filter(([key]) => !keys.has(key)).map(([, tool]) => tool);
    const tools = [...others, ...ours];
    const told = JSON.stringify(tools);
    if (told === this.#told) return;
    this.#told = told;
    for (const key of keys) this.#declared.add(key);
    this.#unconfirmed.push(signOf(tools.map(keyOf)));
    this.#send({type: 'session.update', session: {type: 'realtime', tools}});
  }
}

/** The same names, in whatever order the server lists them. */
function signOf(keys: readonly string[]): string {
  return [...keys].sort().join('\n');
}

/** What a tool goes by among others: a function by its name, an MCP server by its label. */
function keyOf(tool: Tool): string {
  return `${textAt(tool, 'type') || 'function'} ${textAt(tool, 'name') || textAt(tool, 'server_label')}`;
}
