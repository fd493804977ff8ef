import {FakeSocket} from '../../helpers/fake-socket.js';
import {stub} from '../../helpers/stub.js';
import {AgentDouble, type AgentOptions} from './double/agent.js';

/** Has a page's WebSockets end at agents, for the rest of the test. @returns those agents, in the order of connections */
export function stubAgents(options: AgentOptions | (() => AgentOptions) = {}): readonly ConnectedAgent[] {
  const agents: ConnectedAgent[] = [];
  stub(
    globalThis,
    'WebSocket',
    class extends FakeSocket {
      readonly #agent: AgentDouble;

      constructor(url: string, protocols: readonly string[]) {
        super(url, protocols);
        const later = (act: () => void) => setTimeout(act);
        this.#agent = new AgentDouble(
          {
            send: text =>
              void later(() => {
                if (this.readyState === FakeSocket.OPEN)
                  this.dispatchEvent(new MessageEvent('message', {data: text}));
              }),
            close: (code, reason) => void later(() => this.#close(code, reason)),
          },
          typeof options === 'function' ? options() : options,
        );
        agents.push({
          agent: this.#agent,
          url,
          protocols,
          deliver: data => void this.dispatchEvent(new MessageEvent('message', {data})),
          lose: () => this.#close(1_006, ''),
        });
        later(() => {
          if (this.readyState !== FakeSocket.CONNECTING) return;
          this.readyState = FakeSocket.OPEN;
          this.dispatchEvent(new Event('open'));
        });
      }

      override send(text: string): void {
        setTimeout(() => this.#agent.receive(text));
      }

      override close(): void {
        super.close();
        this.#agent.closed();
      }

      #close(code: number, reason: string): void {
        if (this.readyState === FakeSocket.CLOSED) return;
        this.readyState = FakeSocket.CLOSED;
        this.#agent.closed();
        this.dispatchEvent(new CloseEvent('close', {code, reason}));
      }
    },
  );
  return agents;
}

/** An agent, and how the page reached it. */
export interface ConnectedAgent {
  readonly agent: AgentDouble;
  readonly url: string;
  readonly protocols: readonly string[];
  /** Something comes to the page at once, whatever it is. */
  deliver(data: string): void;
  /** The network loses the connection. */
  lose(): void;
}
