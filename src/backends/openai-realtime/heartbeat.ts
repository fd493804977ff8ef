import {objectAt, textAt, type WireObject} from '../../session/json.js';

const tickMs = 500;
/** Nothing came for this long: the server is asked for a sign of life. */
const quietMs = 2_500;
/** No answer, or nothing has left the page, for this long: the connection stalls. */
const stalledMs = 2_000;
/** After this the connection is taken for lost, although the browser still calls it open. */
const lostMs = 6_000;
/** Closing this soon after the probe means that the server rejects it. */
const probeRejectedMs = 1_000;

/** Asks for an item that no conversation has: the answer is a short error, and nothing changes by it. */
const probe = {type: 'conversation.item.retrieve', event_id: 'sign_of_life', item_id: 'sign_of_life'};

/** A server on this page rejected the probe; it is not sent again. */
let probeUnsupported = false;

/** Told how the connection does. */
export interface HeartbeatListener {
  stalled(): void;
  resumed(): void;
  lost(): void;
}

/**
 * Notices a connection that hangs. A page cannot send a WebSocket ping: when nothing comes, the server is sent a
 * probe. A server that never answers probes is only watched for whether it takes what is sent.
 */
export class Heartbeat {
  /** There and back, in milliseconds, when it was measured last; null while it was not. */
  roundTripMs: number | null = null;
  readonly #socket: WebSocket;
  readonly #listener: HeartbeatListener;
  readonly #timer = setInterval(() => this.#tick(), tickMs);
  #heardAt = -Infinity;
  #askedAt = -Infinity;
  /** When the server was told something last that it may refuse. */
  #toldAt = -Infinity;
  /** The server says which question it answers: what does not say so is about something else. */
  #namesProbe = false;
  /** When something left the page last. */
  #movedAt = performance.now();
  #backlog = 0;
  #stalled = false;

  constructor(socket: WebSocket, listener: HeartbeatListener) {
    this.#socket = socket;
    this.#listener = listener;
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

  stop(): void {
    clearInterval(this.#timer);
    if (this.roundTripMs === null && performance.now() - this.#askedAt < probeRejectedMs)
      probeUnsupported ||= this.#socket.readyState === WebSocket.CLOSED;
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
    if (probeUnsupported || this.#socket.readyState !== WebSocket.OPEN) return;
    this.#askedAt = performance.now();
    this.#socket.send(JSON.stringify(probe));
  }

  #tick(): void {
    const now = performance.now();
    const {bufferedAmount} = this.#socket;
    if (!bufferedAmount || bufferedAmount < this.#backlog) this.#movedAt = now;
    this.#backlog = bufferedAmount;
    const asked = this.#askedAt > this.#heardAt;
    if (!asked && now - this.#heardAt > quietMs) this.#ask();
    const unansweredMs = asked && this.roundTripMs !== null ? now - this.#askedAt : 0;
    const silentMs = Math.max(unansweredMs, now - this.#movedAt);
    if (silentMs > lostMs) return this.#listener.lost();
    if (silentMs > stalledMs === this.#stalled) return;
    this.#stalled = !this.#stalled;
    if (this.#stalled) this.#listener.stalled();
    else this.#listener.resumed();
  }
}

/** Whether a server reports this of itself, without having been asked anything. */
function isAboutSession(error: WireObject): boolean {
  return /session_expired|quota|rate_limit|server_error/.test(
    `${textAt(error, 'code')} ${textAt(error, 'type')}`,
  );
}
