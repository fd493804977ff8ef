/** How a call's events and sound travel: over WebRTC, or a WebSocket. */
export interface CallTransport {
  /** Sends a message, if the channel is open. */
  sendText(text: string): void;
  /** Whether all messages have arrived; unset where that is not known. */
  readonly isDelivered?: boolean;
  /** Sends a frame of 20 ms, if media flows. */
  sendFrame(frame: Int16Array): void;
  /** Closes the channel for events only. */
  closeChannel(): void;
  /** Takes the whole connection down. */
  close(): Promise<void>;
}

/** What a transport reports. */
export interface TransportListener {
  onChannelOpen(): void;
  onText(text: string): void;
  /** A frame of 20 ms. */
  onFrame(frame: Int16Array): void;
  onChannelClosed(): void;
  /** The other side is gone, or never came. */
  onClosed(reason: string): void;
}
