import {complaintAbout, type PageMessage} from './page-messages.js';

/** What an agent is like. */
export interface AgentOptions {
  /** What it says to words of the user. */
  readonly answer?: (text: string) => string;
  readonly firstMessage?: string;
  /** Names of formats, such as `pcm_16000`. */
  readonly input?: string;
  readonly output?: string;
  /** What may be overridden, as `agent.first_message`. @default everything */
  readonly allows?: readonly string[];
  /** Dynamic variables that it cannot do without. */
  readonly needs?: readonly string[];
  /** Its voice: sound in the output format, in portions. */
  readonly speak?: (text: string, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Whether typed words come back as a transcript. @default true */
  readonly echoes?: boolean;
  /** Whether messages of sound are numbered, or the turns that they are of. @default 'messages' */
  readonly numbers?: 'messages' | 'turns';
  /** Whether the sound of an answer comes before its words. @default false */
  readonly soundFirst?: boolean;
  /** Whether it lets the page wait for the beginning. @default false */
  readonly hesitates?: boolean;
  /** Told what is heard of the user. */
  readonly onSound?: (bytes: Uint8Array) => void;
}

/** The agent's end of a connection. */
export interface AgentWire {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** What a page has begun a conversation with. */
export type Initiation = Extract<PageMessage, {type: 'conversation_initiation_client_data'}>;

/**
 * An agent of ElevenLabs as its types describe it, as strict as it can be with what a page sends: the first thing that it
 * does not know ends the conversation. It knows nothing of the project's own code.
 */
export class AgentDouble {
  /** What the page sent that no agent takes. */
  readonly refusals: string[] = [];
  /** All that the page has sent, but for sound. */
  readonly received: PageMessage[] = [];
  /** What it was told, by its id where it has one. */
  readonly contexts = new Map<string, string>();
  readonly #options: AgentOptions;
  readonly #wire: AgentWire;
  readonly #results = new Map<string, (result: string) => void>();
  readonly #approvals = new Map<string, (approved: boolean) => void>();
  readonly #pings = new Set<number>();
  initiation: Initiation | null = null;
  isClosed = false;
  bytesHeard = 0;
  #speech = new AbortController();
  /** What is being said, and when it will have been heard. */
  #saying = {text: '', until: 0};
  #eventId = 0;

  constructor(wire: AgentWire, options: AgentOptions = {}) {
    this.#wire = wire;
    this.#options = options;
  }

  get textOnly(): boolean {
    return this.initiation?.conversation_config_override?.conversation?.text_only === true;
  }

  /** The page sends a message. */
  receive(text: string): void {
    if (this.isClosed) return;
    let message: PageMessage;
    try {
      message = JSON.parse(text) as PageMessage;
    } catch {
      return this.#refuse('no JSON');
    }
    const complaint = complaintAbout(message);
    if (complaint) return this.#refuse(complaint);
    if ('user_audio_chunk' in message) return this.#hear(message.user_audio_chunk);
    this.received.push(message);
    if (!this.initiation && message.type !== 'conversation_initiation_client_data')
      return this.#refuse(`${message.type} before the initiation`);
    this.#obey(message);
  }

  /** The page, or the network, has closed the connection. */
  closed(): void {
    this.isClosed = true;
    this.#speech.abort();
  }

  /** The agent, or the network, closes it. */
  close(code = 1_000, reason = ''): void {
    if (this.isClosed) return;
    this.closed();
    this.#wire.close(code, reason);
  }

  /** Sends anything. */
  says(message: object): void {
    if (!this.isClosed) this.#wire.send(JSON.stringify(message));
  }

  /** The user begins to speak: the agent is silent. */
  userBegins(): void {
    this.#speech.abort();
    const leftMs = this.#saying.until - performance.now();
    if (leftMs <= 0) return;
    this.#saying.until = 0;
    const event_id = ++this.#eventId;
    this.says({type: 'interruption', interruption_event: {event_id}});
    const {text} = this.#saying;
    this.says({
      type: 'agent_response_correction',
      agent_response_correction_event: {
        original_agent_response: text,
        corrected_agent_response: `${text.slice(0, text.length / 2)}...`,
        event_id,
      },
    });
  }

  /** The user was heard saying this, and is answered. */
  userSaid(text: string): Promise<void> {
    this.userBegins();
    const event_id = ++this.#eventId;
    this.says({type: 'user_transcript', user_transcription_event: {user_transcript: text, event_id}});
    return this.say(this.#options.answer?.(text) ?? `You said: ${text}`);
  }

  /** Says something. */
  async say(text: string): Promise<void> {
    const {signal} = (this.#speech = new AbortController());
    const turn = ++this.#eventId;
    this.#saying = {text, until: 0};
    const words = () =>
      this.says({type: 'agent_response', agent_response_event: {agent_response: text, event_id: turn}});
    if (this.textOnly) {
      for (const [type, part] of [
        ['start', ''],
        ...text.split(/(?<= )/).map(word => ['delta', word]),
        ['stop', ''],
      ])
        this.says({type: 'agent_chat_response_part', text_response_part: {type, text: part, event_id: turn}});
      return words();
    }
    if (!this.#options.soundFirst) words();
    for await (const bytes of this.#options.speak?.(text, signal) ?? []) {
      if (signal.aborted) return;
      const event_id = this.#options.numbers === 'turns' ? turn : ++this.#eventId;
      const audio_base_64 = btoa(String.fromCharCode(...bytes));
      this.says({type: 'audio', audio_event: {audio_base_64, event_id}});
      const rate = Number(this.#output.split('_')[1]) * (this.#output.startsWith('pcm') ? 2 : 1);
      this.#saying.until = Math.max(this.#saying.until, performance.now()) + (bytes.length / rate) * 1000;
    }
    if (this.#options.soundFirst && !signal.aborted) words();
  }

  /** Calls a tool of the page. @returns what it answers */
  async callTool(tool_name: string, parameters: object): Promise<string> {
    const tool_call_id = `tool_${++this.#eventId}`;
    const result = new Promise<string>(resolve => this.#results.set(tool_call_id, resolve));
    const request = {tool_name, tool_call_id, tool_type: 'client', event_id: this.#eventId};
    this.says({type: 'agent_tool_request', agent_tool_request: request});
    this.says({
      type: 'client_tool_call',
      client_tool_call: {tool_name, tool_call_id, parameters, event_id: this.#eventId},
    });
    const output = await result;
    const response = {...request, is_error: false, is_called: true};
    this.says({type: 'agent_tool_response', agent_tool_response: response});
    void this.say(`It says: ${output}`);
    return output;
  }

  /** Wants to run a tool of a server of tools. @returns whether it may */
  async askApproval(tool_name: string, parameters: object): Promise<boolean> {
    const tool_call_id = `mcp_${++this.#eventId}`;
    const answer = new Promise<boolean>(resolve => this.#approvals.set(tool_call_id, resolve));
    const call = {service_id: 'shop', tool_call_id, tool_name, parameters, timestamp: '2026-01-01T00:00:00Z'};
    const tell = (state: string, more?: object) =>
      this.says({type: 'mcp_tool_call', mcp_tool_call: {...call, state, ...more}});
    tell('awaiting_approval', {approval_timeout_secs: 30});
    const approved = await answer;
    tell('loading');
    if (approved) tell('success', {result: [{text: 'Done.'}]});
    else tell('failure', {error_message: 'not approved'});
    void this.say(approved ? 'It is done.' : 'Then I leave it.');
    return approved;
  }

  ping(ping_ms = 20): void {
    const event_id = ++this.#eventId;
    this.#pings.add(event_id);
    this.says({type: 'ping', ping_event: {event_id, ping_ms}});
  }

  /** Hangs up by its own tool, as it would at the end of a talk. */
  async hangUp(goodbye: string): Promise<void> {
    await this.say(goodbye);
    const tool = {tool_name: 'end_call', tool_call_id: 'end', tool_type: 'system', event_id: ++this.#eventId};
    this.says({
      type: 'agent_tool_response',
      agent_tool_response: {...tool, is_error: false, is_called: true},
    });
  }

  get #output(): string {
    return this.#options.output ?? 'pcm_16000';
  }

  #obey(message: PageMessage): void {
    if (!('type' in message)) return;
    switch (message.type) {
      case 'conversation_initiation_client_data':
        return this.initiation ? this.#refuse('a second initiation') : this.#begin(message);
      case 'pong':
        return this.#pings.delete(message.event_id) ? undefined : this.#refuse('a pong without a ping');
      case 'user_message':
        return this.#read(message.text ?? '');
      case 'contextual_update':
        return void this.contexts.set(message.context_id ?? `#${this.contexts.size}`, message.text);
      case 'client_tool_result': {
        const resolve = this.#results.get(message.tool_call_id);
        this.#results.delete(message.tool_call_id);
        return resolve ? resolve(message.result) : this.#refuse('a result of no call');
      }
      case 'mcp_tool_approval_result': {
        const resolve = this.#approvals.get(message.tool_call_id);
        this.#approvals.delete(message.tool_call_id);
        return resolve ? resolve(message.is_approved) : this.#refuse('an answer to no request');
      }
    }
  }

  #begin(initiation: Initiation): void {
    this.initiation = initiation;
    const {allows, needs = [], input = 'pcm_16000', firstMessage, hesitates} = this.#options;
    if (hesitates) return;
    const override = Object.entries(initiation.conversation_config_override ?? {}).flatMap(
      ([group, fields]) => Object.keys(fields as object).map(name => `${group}.${name}`),
    );
    const refused = override.find(name => allows && !allows.includes(name));
    if (refused)
      return this.close(1_008, `Override for field '${refused.split('.')[1]}' is not allowed by config.`);
    const missing = needs.find(name => !(name in (initiation.dynamic_variables ?? {})));
    if (missing) return this.close(1_008, `Missing required dynamic variables: {'${missing}'}`);
    const conversation_id = `conv_${crypto.randomUUID().slice(0, 8)}`;
    this.says({
      type: 'conversation_initiation_metadata',
      conversation_initiation_metadata_event: {
        conversation_id,
        agent_output_audio_format: this.#output,
        user_input_audio_format: input,
      },
    });
    const first = initiation.conversation_config_override?.agent?.first_message ?? firstMessage;
    if (first) void this.say(first);
  }

  /** Typed words take the place of what is being said. */
  #read(text: string): void {
    this.userBegins();
    if (this.#options.echoes ?? true)
      this.says({
        type: 'user_transcript',
        user_transcription_event: {user_transcript: text, event_id: ++this.#eventId},
      });
    void this.say(this.#options.answer?.(text) ?? `You said: ${text}`);
  }

  #hear(base64: string): void {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    if (this.textOnly) return this.#refuse('sound in a conversation without sound');
    this.bytesHeard += bytes.length;
    this.#options.onSound?.(bytes);
  }

  #refuse(what: string): void {
    this.refusals.push(what);
    this.close(1_008, `Invalid message: ${what}`);
  }
}
