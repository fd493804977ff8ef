import {objectAt, textAt, type WireObject} from '../../session/json.js';
import {SocketWatch, stalledMs, type SocketWatchListener} from '../../transports/socket-watch.js';

/** Nothing came for this long: the server is asked for a sign of life. */
const quietMs = 2_500;
/** Closing this soon after the probe means that the server rejects it. */
const probeRejectedMs = 1_000;

/** Asks for an item that no conversation has: the answer is a short error, and nothing changes by it. */
const probe = {type: 'conversation.item.retrieve', event_id: 'sign_of_life', item_id: 'sign_of_life'};

/** A server on this page rejected the probe; it is not sent again. */
let probeUnsupported = false;

/**
 * Notices a connection that hangs. A page cannot send a WebSocket ping: when nothing comes, the server is sent a
 * probe. A server that never answers probes is only watched for whether it takes what is sent.
 */
export class Heartbeat extends SocketWatch {
  /** There and back, in milliseconds, when it was measured last; null while it was not. */
  roundTripMs: number | null = null;
  #heardAt = -Infinity;
  #askedAt = -Infinity;
  /** When the server was told something last that it may refuse. */
  #toldAt = -Infinity;
  /** The server says which question it answers: what does not say so is about something else. */
  #namesProbe = false;

  constructor(socket: WebSocket, listener: SocketWatchListener) {
    super(socket, listener);
    this.#ask();
  }

  /** Something came. @returns whether it was only the answer to a probe of ours */
  heard(event: WireObject): boolean {
    const now = performance.now();
    const isAnswer = this.#isAnswer(event, now);
    if (isAnswer) this.roundTripMs = now - this.#askedAt;
    this.#heardAt = now;
    return isAnswer;
  }

  /** Something other than sound was sent: an error may be about that. */
  told(): void {
    this.#toldAt = performance.now();
  }

  override stop(): void {
    super.stop();
    if (this.roundTripMs === null && performance.now() - this.#askedAt < probeRejectedMs)
      probeUnsupported ||= this.socket.readyState === WebSocket.CLOSED;
  }

  #isAnswer(event: WireObject, now: number): boolean {
    const type = textAt(event, 'type');
    // LocalAI answers with an empty item.
    if (type === 'conversation.item.retrieved')
      return ['', probe.item_id].includes(textAt(objectAt(event, 'item'), 'id'));
    if (type !== 'error') return false;
    const error = objectAt(event, 'error');
    if (textAt(error, 'event_id') === probe.event_id) return (this.#namesProbe = true);
    const about = `${textAt(error, 'message')} ${textAt(error, 'param')}`;
    if (about.includes(probe.type) || about.includes(probe.item_id)) return (this.#namesProbe = true);
    // Some servers do not say what an error is about. It is about the probe if it can be about nothing else.
    const isOpen = this.#askedAt > this.#heardAt && now - this.#askedAt < stalledMs;
    const toldNothing = this.#askedAt - this.#toldAt > quietMs;
    return isOpen && toldNothing && !this.#namesProbe && !error.event_id && !isAboutSession(error);
  }

  #ask(): void {
    if (probeUnsupported || this.socket.readyState !== WebSocket.OPEN) return;
    this.#askedAt = performance.now();
    this.socket.send(JSON.stringify(probe));
  }

  protected override overdueMs(now: number): number {
    const asked = this.#askedAt > this.#heardAt;
    if (!asked && now - this.#heardAt > quietMs) this.#ask();
    return asked && this.roundTripMs !== null ? now - this.#askedAt : 0;
  }
}

/** Whether a server reports this of itself, without having been asked anything. */
function isAboutSession(error: WireObject): boolean {
  return /session_expired|quota|rate_limit|server_error/.test(
    `${textAt(error, 'code')} ${textAt(error, 'type')}`,
  );
}
