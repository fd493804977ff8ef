import {onFirstSound, trackSpeechEnd} from '../../audio/speech-timing.js';
import {VoiceMetricsEvent, type VoiceMetrics} from '../../events/metrics.js';
import type {ConnectionStats, ConnectTimes} from '../../session/voice-session.js';
import {addUsage} from '../../state/reduce.js';
import type {Snapshot} from '../../state/snapshot.js';
import {noUsage, type Usage, type VoiceEvent} from '../../state/voice-event.js';
import type {CallContext} from './call-context.js';

/** What is known of the turn under way. */
interface Turn {
  askedAt?: number;
  /** When the assistant's sound was told, and when it was heard. */
  toldAt?: number;
  heardAt?: number;
  /** How the connection did by then. */
  connection?: ConnectionStats | null;
  cutAt?: number;
  bargeInMs?: number;
  usage?: Usage;
}

/** Tells the page how long it took to connect, and of every turn how long the person waited and what it cost. */
export function reportTurnMetrics(
  {call, store, levels, notify, reaction}: CallContext,
  signal: AbortSignal,
): void {
  const {input, output} = levels;
  let turn: Turn = {};
  let endVoice: (() => number | undefined) | null = null;
  let endWaiting = () => {};
  const tell = (metrics: Partial<VoiceMetrics>) =>
    notify(new VoiceMetricsEvent({...metrics, sessionUsage: store.snapshot.usage}));

  // An answer to what was said before is none to this.
  const asked = (askedAt: number) =>
    Object.assign(turn, {
      askedAt,
      toldAt: undefined,
      heardAt: undefined,
      connection: undefined,
    } satisfies Turn);
  const follow = (event: VoiceEvent, {playing, capabilities}: Snapshot) => {
    const current = turn;
    const now = performance.now();
    switch (event.type) {
      case 'speech-started':
        if (playing && capabilities?.turns !== false) turn.cutAt = now;
        endVoice?.();
        endVoice = trackSpeechEnd(input);
        break;
      case 'speech-stopped': {
        const askedAt = endVoice?.() ?? now;
        endVoice = null;
        // In full duplex the answer to it may have begun before it is certain that the person has ended.
        if (capabilities?.turns === false && (turn.toldAt ?? 0) > askedAt) turn.askedAt = askedAt;
        else asked(askedAt);
        break;
      }
      case 'release':
      case 'turn-sent':
        asked(now);
        break;
      case 'playback-started':
        if (turn.toldAt !== undefined) break;
        turn.toldAt = now;
        endWaiting();
        endWaiting = onFirstSound(output, at => (current.heardAt = at));
        void call.session?.measure?.().then(
          connection => (current.connection = connection),
          () => {}, // Then the network's part is not known.
        );
        break;
      case 'playback-stopped':
        endWaiting();
        if (event.cut && turn.cutAt !== undefined) turn.bargeInMs = reaction.ms ?? rounded(now - turn.cutAt);
        break;
      case 'response-finished':
        if (event.usage) turn.usage = addUsage(turn.usage ?? noUsage, event.usage);
        break;
    }
  };

  const unsubscribe = store.subscribe((snapshot, previous, event) => {
    follow(event, previous);
    const over = snapshot.phase === 'listening' || snapshot.startedAt === null;
    // What was cut off is finished only afterwards.
    const news = snapshot.phase !== previous.phase || event.type === 'response-finished';
    // In full duplex nothing is counted by the turn.
    const told = turn.usage ?? (snapshot.capabilities?.turns === false ? turn.toldAt : undefined);
    if (!over || !news || told === undefined) return;
    const {bargeInMs, usage} = turn;
    tell({...latencyOf(turn), bargeInMs, usage});
    turn = {};
  });
  signal.addEventListener('abort', () => {
    unsubscribe();
    endVoice?.();
    endWaiting();
  });
  const {startedAt, openedAt, session} = call;
  const connected = (times: ConnectTimes = {}) =>
    tell({
      connectMs: rounded(openedAt - startedAt),
      ...Object.fromEntries(
        Object.entries(times).map(([part, ms]) => [
          part,
          ms === undefined ? undefined : rounded(ms as number),
        ]),
      ),
      transport: session?.transport,
    });
  if (session?.connectTimes)
    session.connectTimes(startedAt, openedAt).then(
      times => signal.aborted || connected(times),
      () => connected(),
    );
  else connected();
}

/** How long the person waited, and for what. */
function latencyOf({askedAt, toldAt, heardAt, connection}: Turn): Partial<VoiceMetrics> {
  if (askedAt === undefined || toldAt === undefined) return {};
  const turnLatencyMs = rounded((heardAt ?? toldAt) - askedAt);
  const networkMs = connection ? Math.min(turnLatencyMs, rounded(connection.roundTripMs)) : undefined;
  const playbackMs =
    heardAt && Math.min(turnLatencyMs, rounded(heardAt - toldAt + (connection?.waitedMs ?? 0)));
  const modelMs = rounded(turnLatencyMs - (networkMs ?? 0) - (playbackMs ?? 0));
  return {turnLatencyMs, networkMs, modelMs, playbackMs};
}

function rounded(ms: number): number {
  return Math.max(0, Math.round(ms));
}
