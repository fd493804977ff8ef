import {WebSocket} from 'ws';

/** A browser's WebSocket, for a page's code in Node: what fails closes it, and is no error besides. */
export class NodeSocket extends WebSocket {
  /** Every one that was made. */
  static readonly made: NodeSocket[] = [];

  constructor(url: string, protocols?: string[]) {
    super(url, protocols);
    this.on('error', () => {});
    NodeSocket.made.push(this);
  }

  static get open(): number {
    return NodeSocket.made.filter(({readyState}) => readyState <= WebSocket.OPEN).length;
  }
}

/** Has the code of a page find one. */
export function provideSocket(): void {
  Object.assign(globalThis, {WebSocket: NodeSocket});
}
