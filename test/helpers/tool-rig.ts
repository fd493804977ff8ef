import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {OpenAIRealtimeSession} from '../../src/backends/openai-realtime/session.js';
import {FakeConnection} from './fake-connection.js';
import {record, toolEvents} from './recorded.js';
import {until} from './until.js';
import {sessionEvents, type WireEvent} from './wire.js';

/** What a test says of a call that the assistant makes. */
export interface Asked {
  readonly name: string;
  readonly arguments?: unknown;
  readonly callId?: string;
}

/** A typed conversation over wires without a network: the assistant calls what a test says. */
export class ToolRig {
  readonly events: Event[] = [];
  readonly connections: FakeConnection[] = [];
  readonly conversation: VoiceConversation;
  #responses = 0;

  constructor(options: ConversationSettings) {
    const session = new OpenAIRealtimeSession(
      () => ({getToken: () => Promise.resolve('ek_1'), ...options}),
      () => Promise.reject(new Error('No WebSocket in this test')),
      () => {
        const connection = new FakeConnection();
        this.connections.push(connection);
        return connection;
      },
    );
    this.conversation = new VoiceConversation({session, ...options});
    record(this.conversation, this.events, ...toolEvents, 'voice-metrics');
  }

  get connection(): FakeConnection {
    return this.connections.at(-1)!;
  }

  /**
   * Opens the conversation; what was sent until the tools were announced is there.
   * @param initialMessages what the server says first
   */
  async open(initialMessages: readonly WireEvent[] = sessionEvents): Promise<void> {
    this.conversation.sendText('Hello');
    await until(() => this.conversation.snapshot.online);
    this.connection.says(...initialMessages);
    await until(() => this.sent('session.update').length > 0);
    this.answers();
  }

  /** An answer without sound: words, calls, or nothing. */
  answers(...calls: readonly Asked[]): void {
    const id = `resp_${++this.#responses}`;
    const output = calls.map(({name, arguments: args = {}, callId = `call_${name}`}) => ({
      id: `item_${callId}`,
      type: 'function_call',
      status: 'completed',
      name,
      call_id: callId,
      arguments: typeof args === 'string' ? args : JSON.stringify(args),
    }));
    this.connection.says(
      {type: 'response.created', response: {id}},
      {type: 'response.done', response: {id, status: 'completed', output}},
    );
  }

  sent(type: string): WireEvent[] {
    return this.connection.sent.filter(event => event.type === type);
  }

  /** What the assistant was told of its calls, by their ids. */
  get outputs(): Readonly<Record<string, string>> {
    const items = this.sent('conversation.item.create').map(({item}) => item as Record<string, string>);
    return Object.fromEntries(
      items
        .filter(({type}) => type === 'function_call_output')
        .map(({call_id, output}): [string, string] => [call_id!, output!]),
    );
  }

  /** The events of one name, without the `voice-` before it. */
  told<T extends Event>(name: string): T[] {
    return this.events.filter(({type}) => type === `voice-${name}`) as T[];
  }

  /** Resolves when the assistant knows what came of a call. */
  async output(callId: string): Promise<string> {
    await until(() => callId in this.outputs, `the assistant knows what came of ${callId}`);
    return this.outputs[callId]!;
  }

  end(): void {
    this.conversation.stop();
  }
}
