import type {WireObject} from '../session/json.js';
import type {VoiceSessionEvent} from '../session/session-event.js';
import type {ConnectionStats} from '../session/voice-session.js';

/** What a connection needs to open. */
export interface ConnectionOptions {
  /** Where the SDP offer, or the WebSocket, goes. */
  readonly url: string;
  /** Asked for while the connection is prepared. Not read with an exchange of the backend's own. */
  readonly token: Promise<string>;
  /** Takes the offer of a peer to the server, in the place of a request to `url`. @returns its answer and id of the call */
  readonly exchange?: (peer: RTCPeerConnection, signal: AbortSignal) => Promise<SessionAnswer>;
  readonly signal: AbortSignal;
  readonly iceServers?: RTCIceServer[];
  /** What the server expects the data channel to be called. */
  readonly channelLabel: string;
  readonly listener: ConnectionListener;
}

/** What a server answers to an offer. */
export interface SessionAnswer {
  readonly sdp: string;
  readonly callId: string;
}

/** Told what happens on the wire. Nothing is told after `close()`. */
export interface ConnectionListener {
  /** A message of the server; what is none was dropped. */
  message(event: WireObject): void;
  /** The assistant's sound. */
  output(stream: MediaStream): void;
  /** Nothing comes through any more. It either resumes or is lost. */
  stalled(): void;
  resumed(): void;
  /** What the connection itself finds out beside that. */
  report(event: VoiceSessionEvent): void;
  /** An open connection is gone, by the network's or the server's doing. */
  lost(): void;
}

/** The wire to a realtime server that speaks in JSON, whatever it runs over. */
export interface RealtimeConnection {
  /** What it runs over. */
  readonly transport: 'webrtc' | 'websocket';
  /**
   * @returns the server's id of the call, or an empty string where it gives none
   * @throws {VoiceError} `token-…`, `connect-…` or `unsupported`, or the signal's reason; nothing stays open then
   */
  open(options: ConnectionOptions): Promise<string>;
  /** The track to send; null for none. May come at any time. */
  setMicrophone(track: MediaStreamTrack | null): void;
  /**
   * @param event goes as JSON; a text goes as it is, for the servers that want one
   * @throws {VoiceError} `too-large` when the event exceeds what the channel carries
   */
  send(event: object | string): void;
  /** Loudness of the sound that arrives, 0 to 1: for servers that do not announce when it starts and stops. */
  outputLevel(): number;
  /** How the connection does, or null where that cannot be told. */
  measure?(): Promise<ConnectionStats | null>;
  close(): void;
}
