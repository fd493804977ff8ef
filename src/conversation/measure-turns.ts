import {VoiceMetricsEvent, type VoiceMetrics} from '../metrics-event.js';
import {openaiRealtimeUrl} from '../session/openai/realtime-url.js';
import type {Snapshot} from '../state/snapshot.js';
import type {Usage, VoiceEvent} from '../state/voice-event.js';
import type {Company} from './company.js';

/** What is known of the turn under way. */
interface Turn {
  askedAt?: number;
  cutAt?: number;
  turnLatencyMs?: number;
  bargeInMs?: number;
  usage?: Usage;
}

/** Tells the page how long it took to connect, and of every turn how long the person waited and what it cost. */
export function measureTurns({store, effects, options, reaction}: Company, signal: AbortSignal): void {
  let turn: Turn = {};
  const tell = (metrics: Partial<VoiceMetrics>) =>
    options().dispatchEvent?.(new VoiceMetricsEvent({...metrics, sessionUsage: store.snapshot.usage}));
  const unsubscribe = store.subscribe((snapshot, previous, event) => {
    follow(turn, event, previous, reaction.ms);
    const over = snapshot.phase === 'listening' || snapshot.startedAt === null;
    // What was cut off is finished only afterwards.
    const news = snapshot.phase !== previous.phase || event.type === 'response-finished';
    if (!over || !news || !turn.usage) return;
    const {turnLatencyMs, bargeInMs, usage} = turn;
    tell({turnLatencyMs, bargeInMs, usage});
    turn = {};
  });
  signal.addEventListener('abort', unsubscribe);
  const {transport} = effects.session ?? {};
  tell({...connectTimes(effects.repair, options(), transport), transport});
}

function follow(turn: Turn, event: VoiceEvent, {playing}: Snapshot, reactionMs: number | undefined): void {
  const now = performance.now();
  switch (event.type) {
    case 'speech-started':
      if (playing) turn.cutAt = now;
      break;
    case 'speech-stopped':
    case 'release':
      turn.askedAt = now;
      break;
    case 'turn-text':
      if (event.role === 'user' && event.id.startsWith('typed_')) turn.askedAt = now;
      break;
    case 'playback-started':
      if (turn.askedAt !== undefined) turn.turnLatencyMs ??= rounded(now - turn.askedAt);
      break;
    case 'playback-stopped':
      if (event.cut && turn.cutAt !== undefined) turn.bargeInMs = reactionMs ?? rounded(now - turn.cutAt);
      break;
    case 'response-finished':
      turn.usage = sum(turn.usage, event.usage);
      break;
  }
}

function sum(before: Usage | undefined, more: Usage | undefined): Usage | undefined {
  if (!before || !more) return before ?? more;
  return {
    inputTokens: before.inputTokens + more.inputTokens,
    outputTokens: before.outputTokens + more.outputTokens,
    totalTokens: before.totalTokens + more.totalTokens,
  };
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
