/** A message that went over a data channel. */
export interface SeenMessage {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly text: string;
}

declare global {
  interface Window {
    /** What went over data channels so far, and the connections that there were. */
    seenMessages: SeenMessage[];
    seenPeers: RTCPeerConnection[];
  }
}

/** Runs in the page before everything else: remembers what goes over data channels. */
export function watchMessages(): void {
  window.seenMessages = [];
  window.seenPeers = [];
  const note = (direction: 'in' | 'out', text: unknown) =>
    window.seenMessages.push({at: performance.now(), direction, text: String(text)});
  const Peer = RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.seenPeers.push(this);
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      channel.addEventListener('message', ({data}) => note('in', data));
      const send = channel.send.bind(channel) as (data: unknown) => void;
      channel.send = (data: unknown) => {
        note('out', data);
        send(data);
      };
      return channel;
    }
  };
}
