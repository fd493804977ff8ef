import {onFirstSound, trackSpeechEnd} from '../../audio/speech-timing.js';
import {VoiceMetricsEvent, type VoiceMetrics} from '../../events/metrics.js';
import {openaiRealtimeUrl} from '../../backends/openai-realtime/realtime-url.js';
import type {LinkMeasure} from '../../session/voice-session.js';
import {addUsage} from '../../state/reduce.js';
import type {Snapshot} from '../../state/snapshot.js';
import {noUsage, type Usage, type VoiceEvent} from '../../state/voice-event.js';
import type {CallContext} from './call-services.js';

/** What is known of the turn under way. */
interface Turn {
  askedAt?: number;
  /** When the assistant's sound was told, and when it was heard. */
  toldAt?: number;
  heardAt?: number;
  /** How the connection did by then. */
  link?: LinkMeasure | null;
  cutAt?: number;
  bargeInMs?: number;
  usage?: Usage;
}

/** Tells the page how long it took to connect, and of every turn how long the person waited and what it cost. */
export function reportTurnMetrics(
  {conversation, store, effects, options, reaction}: CallContext,
  signal: AbortSignal,
): void {
  const {input, output} = conversation.levels;
  let turn: Turn = {};
  let endVoice: (() => number | undefined) | null = null;
  let endWaiting = () => {};
  const tell = (metrics: Partial<VoiceMetrics>) =>
    options().dispatchEvent?.(new VoiceMetricsEvent({...metrics, sessionUsage: store.snapshot.usage}));

  // An answer to what was said before is none to this.
  const asked = (askedAt: number) =>
    Object.assign(turn, {askedAt, toldAt: undefined, heardAt: undefined, link: undefined} satisfies Turn);
  const follow = (event: VoiceEvent, {playing}: Snapshot) => {
    const current = turn;
    const now = performance.now();
    switch (event.type) {
      case 'speech-started':
        if (playing) turn.cutAt = now;
        endVoice?.();
        endVoice = trackSpeechEnd(input);
        break;
      case 'speech-stopped':
        asked(endVoice?.() ?? now);
        endVoice = null;
        break;
      case 'release':
      case 'turn-sent':
        asked(now);
        break;
      case 'playback-started':
        if (turn.toldAt !== undefined) break;
        turn.toldAt = now;
        endWaiting();
        endWaiting = onFirstSound(output, at => (current.heardAt = at));
        void effects.session?.measure?.().then(
          link => (current.link = link),
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
    if (!over || !news || !turn.usage) return;
    const {bargeInMs, usage} = turn;
    tell({...latencyOf(turn), bargeInMs, usage});
    turn = {};
  });
  signal.addEventListener('abort', () => {
    unsubscribe();
    endVoice?.();
    endWaiting();
  });
  const {transport} = effects.session ?? {};
  tell({...connectTimes(effects.repair, options(), transport), transport});
}

/** How long the person waited, and for what. */
function latencyOf({askedAt, toldAt, heardAt, link}: Turn): Partial<VoiceMetrics> {
  if (askedAt === undefined || toldAt === undefined) return {};
  const turnLatencyMs = rounded((heardAt ?? toldAt) - askedAt);
  const networkMs = link ? Math.min(turnLatencyMs, rounded(link.roundTripMs)) : undefined;
  const playbackMs = heardAt && Math.min(turnLatencyMs, rounded(heardAt - toldAt + (link?.waitedMs ?? 0)));
  const modelMs = rounded(turnLatencyMs - (networkMs ?? 0) - (playbackMs ?? 0));
  return {turnLatencyMs, networkMs, modelMs, playbackMs};
}

interface Times {
  readonly startedAt: number;
  readonly openedAt: number;
}

interface Addresses {
  readonly tokenEndpoint?: string;
  readonly realtimeUrl?: string;
}

/** The browser has taken the times of the requests down. */
function connectTimes(
  {startedAt, openedAt}: Times,
  addresses: Addresses,
  transport: VoiceMetrics['transport'],
): Partial<VoiceMetrics> {
  const token = requestTo(addresses.tokenEndpoint, startedAt);
  // An offer that came to nothing, before a WebSocket, is none of its parts.
  const offer = transport === 'websocket' ? undefined : addresses.realtimeUrl || openaiRealtimeUrl;
  const answer = requestTo(offer, startedAt);
  return {
    connectMs: rounded(openedAt - startedAt),
    tokenMs: token && rounded(token.duration),
    answerMs: answer && rounded(answer.duration),
    channelMs: answer && rounded(openedAt - answer.responseEnd),
  };
}

function requestTo(address: string | undefined, since: number): PerformanceResourceTiming | undefined {
  if (!address) return undefined;
  const {href} = new URL(address, document.baseURI);
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  // A model, or whatever else the session asks for, is added to the address.
  return entries.findLast(
    ({name, startTime}) => startTime >= since && name.split('?')[0] === href.split('?')[0],
  );
}

function rounded(ms: number): number {
  return Math.max(0, Math.round(ms));
}
