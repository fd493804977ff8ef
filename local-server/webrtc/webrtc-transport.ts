import {networkInterfaces} from 'node:os';
import {
  MediaStream,
  MediaStreamTrack,
  RTCPeerConnection,
  RtpHeader,
  RtpPacket,
  useOPUS,
  type RTCDataChannel,
} from 'werift';
import {Framer} from '../audio/framer.js';
import {frameSamples} from '../audio/format.js';
import type {CallTransport, TransportListener} from '../call/transport.js';
import {delay, systemClock} from '../engine/clock.js';
import {letOffererBeginDtls, withoutCandidates} from './answer-sdp.js';
import {sendCloseNotify} from './close-notify.js';
import {OpusFrameEncoder, OpusPacketDecoder} from './opus.js';

/** Browsers check the connection every few seconds; silence for this long means that they are gone. */
const goneAfterMs = 15_000;
/** Packets need a moment to get out before their socket is closed. */
const goodbyeMs = 20;
/** As libwebrtc. */
const maxMessageSize = 262_144;
/** More lost packets than this in a row are a pause, not a gap to be filled. */
const maxGapPackets = 10;

/** The type of an empty message (RFC 8831), which werift has not. */
const emptyText = 56;
/** werift's number for an SCTP association that is no more. */
const sctpClosed = 1;

/** A WebRTC peer that answers an offer: Opus both ways and the channel for events. */
export class WebRtcTransport implements CallTransport {
  readonly #listener: TransportListener;
  readonly #connection: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({kind: 'audio'});
  readonly #encoder = new OpusFrameEncoder();
  readonly #decoder = new OpusPacketDecoder();
  readonly #framer = new Framer();
  readonly #watch: NodeJS.Timeout;
  #channel: RTCDataChannel | undefined;
  #sequenceNumber = Math.floor(Math.random() * 0x8000);
  #timestamp = Math.floor(Math.random() * 0x7fffffff);
  #lastReceived: number | undefined;
  #seenAt = performance.now();
  #closed = false;

  constructor(listener: TransportListener) {
    this.#listener = listener;
    this.#connection = new RTCPeerConnection({
      codecs: {audio: [useOPUS({parameters: 'minptime=10;useinbandfec=1'})]},
      iceServers: [],
      // The browser leads; we only have to answer, wherever it comes from.
      iceLite: true,
      // With a lite agent the first pair counts: the loopback is named only where there is nothing else.
      ...(hasNetwork() ? {} : {iceAdditionalHostAddresses: ['127.0.0.1']}),
      iceUseIpv6: false,
      maxMessageSize,
      iceFilterStunResponse: () => {
        this.#seenAt = performance.now();
        return true;
      },
    });
    this.#connection.onDataChannel.subscribe(channel => this.#adoptChannel(channel));
    this.#connection.connectionStateChange.subscribe(state => {
      if (state === 'failed' || state === 'closed' || state === 'disconnected')
        this.#gone(`connection ${state}`);
    });
    this.#watch = setInterval(() => {
      if (performance.now() - this.#seenAt > goneAfterMs) this.#gone('nothing was heard of the other side');
    }, 1000);
  }

  /** Answers the offer; the answer holds all our candidates. */
  async answer(offer: string): Promise<string> {
    const connection = this.#connection;
    connection.onRemoteTransceiverAdded.subscribe(transceiver => {
      if (transceiver.kind !== 'audio') return;
      transceiver.setDirection('sendrecv');
      transceiver.sender.setStreams([new MediaStream({id: 'realtimeapi'})]);
      void transceiver.sender.replaceTrack(this.#track);
    });
    connection.onTrack.subscribe(track => track.onReceiveRtp.subscribe(packet => this.#receive(packet)));
    await connection.setRemoteDescription({type: 'offer', sdp: withoutCandidates(offer)});
    const answer = await connection.createAnswer();
    // The browser knows best when it can send: letting it begin DTLS connects 100 ms sooner.
    await connection.setLocalDescription({type: 'answer', sdp: letOffererBeginDtls(answer.sdp)});
    // A browser that closes its connection says goodbye in DTLS, as `sendCloseNotify` does.
    for (const dtls of connection.dtlsTransports)
      dtls.onStateChange.subscribe(state => state === 'closed' && this.#gone('the page hung up'));
    return connection.localDescription!.sdp;
  }

  sendText(text: string): void {
    const channel = this.#channel;
    if (channel?.readyState !== 'open') return;
    if (text) channel.send(text);
    // In SCTP an empty message is one byte, of a type of its own. After one without a byte nothing arrives any more.
    else void channel.sctp.sctp.send(channel.id, emptyText, Buffer.alloc(1), {ordered: channel.ordered});
  }

  /** A packet of messages that is lost comes again only after a second. */
  get isDelivered(): boolean {
    const sctp = this.#channel?.sctp.sctp;
    return !sctp || (sctp.outboundQueue.length === 0 && sctp['flightSize'] === 0);
  }

  sendFrame(frame: Int16Array): void {
    if (this.#connection.connectionState !== 'connected') return;
    const header = new RtpHeader({
      sequenceNumber: this.#sequenceNumber,
      timestamp: this.#timestamp,
      payloadType: 111,
    });
    this.#sequenceNumber = (this.#sequenceNumber + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + frameSamples) >>> 0;
    this.#track.writeRtp(new RtpPacket(header, this.#encoder.encode(frame)));
  }

  closeChannel(): void {
    this.#channel?.close();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#watch);
    if (this.#connection.connectionState === 'connected') {
      for (const dtls of this.#connection.dtlsTransports) await sendCloseNotify(dtls).catch(() => {});
      await delay(systemClock, goodbyeMs);
    }
    // Ends the repetitions of an unfinished handshake, which would keep the process alive for half a minute.
    for (const {dtls} of this.#connection.dtlsTransports) if (dtls) dtls.dtls.flight = Infinity;
    await this.#connection.close();
  }

  #adoptChannel(channel: RTCDataChannel): void {
    this.#channel = channel;
    channel.onMessage.subscribe(data => this.#listener.onText(data.toString()));
    channel.stateChanged.subscribe(state => {
      if (state === 'open') this.#listener.onChannelOpen();
      if (state !== 'closed') return;
      this.#listener.onChannelClosed();
      // Not only the channel: the browser closed its connection.
      if (Number(channel.sctp.sctp.associationState) === sctpClosed) this.#gone('the page hung up');
    });
    if (channel.readyState === 'open') this.#listener.onChannelOpen();
  }

  #receive(packet: RtpPacket): void {
    this.#seenAt = performance.now();
    const {sequenceNumber} = packet.header;
    const step = this.#lastReceived === undefined ? 1 : (sequenceNumber - this.#lastReceived) & 0xffff;
    // Late or repeated: its place was filled already.
    if (step === 0 || step > 0x8000) return;
    this.#lastReceived = sequenceNumber;
    if (step > 1 && step <= maxGapPackets) this.#deliver(new Int16Array((step - 1) * frameSamples));
    const pcm = this.#decoder.decode(packet.payload);
    if (pcm) this.#deliver(pcm);
  }

  #deliver(pcm: Int16Array): void {
    for (const frame of this.#framer.push(pcm)) this.#listener.onFrame(frame);
  }

  #gone(reason: string): void {
    if (!this.#closed) this.#listener.onClosed(reason);
  }
}

/** Whether this machine has an address beside the loopback. */
function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some(addresses =>
    addresses?.some(address => !address.internal && address.family === 'IPv4'),
  );
}
