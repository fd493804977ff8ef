import {VoiceError} from '../state/voice-error.js';
import {isTimeout, withDeadline} from '../session/deadline.js';
import {parseEvent} from '../session/json.js';
import {refused} from '../session/refused.js';
import {preconnect} from '../session/preconnect.js';
import type {ConnectionStats} from '../session/voice-session.js';
import {webrtcBlocked} from './choose-transport.js';
import type {ConnectionListener, ConnectionOptions, RealtimeConnection, SessionAnswer} from './connection.js';

const answerTimeoutMs = 15_000;
const channelTimeoutMs = 10_000;
/** ICE often recovers from `disconnected` by itself; after this it is taken for lost. */
const disconnectedGraceMs = 3_000;
/** Silence that was measured, before the browser speaks of it, is less certain. */
const silentGraceMs = 6_000;

/**
 * The wire over WebRTC, for one call. The offer is made before microphone and token are there; both join as
 * they come.
 * @see https://platform.openai.com/docs/guides/realtime-webrtc
 */
export class WebRTCConnection implements RealtimeConnection {
  readonly transport = 'webrtc';
  #peer: RTCPeerConnection | null = null;
  #channel: RTCDataChannel | null = null;
  #transceiver: RTCRtpTransceiver | null = null;
  #microphone: MediaStreamTrack | null = null;
  #listener: ConnectionListener | null = null;
  #outputLevel = 0;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;

  async open(options: ConnectionOptions): Promise<string> {
    try {
      return await this.#connect(options);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  setMicrophone(track: MediaStreamTrack | null): void {
    this.#microphone = track;
    // Rejects only when the connection is closing; then there is nothing to send.
    this.#transceiver?.sender.replaceTrack(track).catch(() => {});
  }

  send(event: object | string): void {
    const channel = this.#channel;
    if (channel?.readyState !== 'open') return;
    const message = typeof event === 'string' ? event : JSON.stringify(event);
    const limit = this.#peer?.sctp?.maxMessageSize ?? 65_536;
    // A character is at most three bytes of UTF-8: measured exactly only where it can matter.
    if (message.length * 3 > limit && new TextEncoder().encode(message).length > limit)
      throw new VoiceError('too-large');
    channel.send(message);
  }

  outputLevel(): number {
    const level = this.#transceiver?.receiver.getSynchronizationSources()[0]?.audioLevel;
    if (level !== undefined) return level;
    this.measure().catch(() => {}); // Packets that do not say how loud they are; the next reading has it.
    return this.#outputLevel;
  }

  async measure(): Promise<ConnectionStats | null> {
    const {measureLink} = await import('./connection-stats.js');
    const peer = this.#peer;
    const link = peer && (await measureLink(peer));
    if (!link || peer !== this.#peer) return null;
    this.#outputLevel = link.outputLevel;
    if (!link.silent && peer.connectionState === 'connected') this.#resume();
    else if (link.silent && !this.#graceTimer) this.#stall(silentGraceMs);
    return link;
  }

  close(): void {
    clearTimeout(this.#graceTimer);
    this.#listener = null;
    const peer = this.#peer;
    // Chromium sometimes keeps one that is closed as it connects; what it keeps should be no more than itself.
    if (peer) peer.ontrack = peer.onconnectionstatechange = null;
    this.#channel?.close();
    peer?.close();
    this.#peer = this.#channel = this.#transceiver = null;
  }

  async #connect({
    url,
    token,
    exchange,
    signal,
    iceServers,
    channelLabel,
    listener,
  }: ConnectionOptions): Promise<string> {
    token.catch(() => {}); // Awaited below; a failure before that must not count as unhandled.
    signal.throwIfAborted();
    this.#listener = listener;
    const peer = (this.#peer = createPeer({iceServers, bundlePolicy: 'max-bundle'}));
    preconnect(url); // While the token is on its way.
    const channel = (this.#channel = peer.createDataChannel(channelLabel));
    this.#transceiver = peer.addTransceiver('audio', {direction: 'sendrecv'});
    this.setMicrophone(this.#microphone);
    peer.ontrack = ({track, streams}) =>
      // An answer with `a=msid:-` names no stream.
      this.#listener?.output(streams[0] ?? new MediaStream([track]));
    channel.onmessage = ({data}) => {
      const event = parseEvent(data);
      if (event) this.#listener?.message(event);
    };

    await peer.setLocalDescription();
    const bearer = await token;
    signal.throwIfAborted();
    const answer = await (exchange
      ? exchange(peer, signal)
      : postOffer(url, bearer, peer.localDescription?.sdp ?? '', signal));
    signal.throwIfAborted();
    await peer.setRemoteDescription({type: 'answer', sdp: answer.sdp}).catch((error: unknown) => {
      throw new VoiceError('connect-answer', {cause: error});
    });
    await opened(channel, signal);
    // A remote close of the channel changes no connection state, and the other way round: both are watched.
    channel.onclose = () => this.#lost();
    peer.onconnectionstatechange = () => this.#watch(peer.connectionState);
    return answer.callId;
  }

  #watch(state: RTCPeerConnectionState): void {
    if (state === 'failed' || state === 'closed') this.#lost();
    if (state === 'disconnected') this.#stall(disconnectedGraceMs);
    if (state === 'connected') this.#resume();
  }

  #stall(graceMs: number): void {
    if (!this.#graceTimer) this.#listener?.stalled();
    clearTimeout(this.#graceTimer);
    this.#graceTimer = setTimeout(() => this.#lost(), graceMs);
  }

  #resume(): void {
    if (!this.#graceTimer) return;
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
    this.#listener?.resumed();
  }

  #lost(): void {
    const listener = this.#listener;
    this.close();
    listener?.lost();
  }
}

/** Browsers, their policies and their extensions take WebRTC away in several ways: it is missing, or throws. */
function createPeer(configuration: RTCConfiguration): RTCPeerConnection {
  try {
    return new RTCPeerConnection(configuration);
  } catch (cause) {
    // These are about the page's `iceServers`.
    if (/^(Syntax|InvalidAccess)Error$/.test((cause as Error).name)) throw cause;
    throw new VoiceError('unsupported', {detail: webrtcBlocked, cause});
  }
}

/**
 * Asks a server for its answer to an offer.
 * @throws {VoiceError} `connect-…`, or the signal's reason
 */
export async function postOffer(
  url: string,
  token: string,
  offer: string,
  signal: AbortSignal,
): Promise<SessionAnswer> {
  try {
    return await withDeadline(answerTimeoutMs, signal, async limited => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/sdp'},
        body: offer,
        credentials: 'omit',
        cache: 'no-store',
        signal: limited,
      });
      const sdp = await response.text();
      if (!response.ok) throw await refused('connect-status', response, sdp);
      if (!sdp.startsWith('v=0')) throw new VoiceError('connect-answer');
      return {sdp, callId: response.headers.get('Location')?.split('/').pop() ?? ''};
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof VoiceError) throw error;
    throw new VoiceError(isTimeout(error) ? 'connect-timeout' : 'connect-network', {cause: error});
  }
}

async function opened(channel: RTCDataChannel, signal: AbortSignal): Promise<void> {
  try {
    await withDeadline(
      channelTimeoutMs,
      signal,
      () =>
        new Promise<void>((resolve, reject) => {
          channel.onopen = () => resolve();
          channel.onclose = () => reject(new VoiceError('connect-answer'));
          if (channel.readyState === 'open') resolve();
        }),
    );
  } catch (error) {
    throw isTimeout(error) ? new VoiceError('connect-timeout', {detail: webrtcBlocked, cause: error}) : error;
  }
}
