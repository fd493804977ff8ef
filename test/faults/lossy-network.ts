import {Socket} from 'node:dgram';
import {Random} from '../../tools/fuzz/random.js';

/** Of all packets over UDP, each way, this share is lost while `act` runs. */
export async function withLoss<T>(share: number, act: () => Promise<T>): Promise<T> {
  const sockets = Socket.prototype as unknown as Record<'send' | 'emit', (...args: unknown[]) => unknown>;
  const {send, emit} = sockets;
  const random = new Random(1);
  const isLost = () => random.chance(share);
  sockets.send = function (...args) {
    if (!isLost()) return send.apply(this, args);
    const sent = args.at(-1);
    if (typeof sent === 'function') setImmediate(() => (sent as (error: null) => void)(null));
  };
  sockets.emit = function (...args) {
    return args[0] === 'message' && isLost() ? true : emit.apply(this, args);
  };
  try {
    return await act();
  } finally {
    Object.assign(sockets, {send, emit});
  }
}
