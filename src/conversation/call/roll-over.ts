import {pause} from '../../session/pause.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {VoiceSession} from '../../session/voice-session.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {VoiceStore} from '../../state/store.js';
import type {Call} from './call.js';

/** Servers end a session after an hour; those that say when may say otherwise. */
const defaultLifetimeMs = 60 * 60_000;
/** Time enough to find a pause between two turns. */
const marginMs = 3 * 60_000;
const retryMs = 15_000;
/** A timer cannot be set further ahead than this. */
const maxMs = 2 ** 31 - 1;

/**
 * Goes on over another session before the server ends this one, between two turns, so that the user does not
 * notice: the next one is opened beside the one that still serves.
 */
export async function rollOverInTime(call: Call, store: VoiceStore, signal: AbortSignal): Promise<void> {
  for (;;) {
    const {session} = call;
    const endsInMs = session?.expiresAt ? session.expiresAt - Date.now() : defaultLifetimeMs;
    await pause(Math.min(Math.max(endsInMs - marginMs, retryMs), maxMs), signal);
    // Lost and repaired meanwhile: the time of another session counts.
    while (session === call.session) {
      await between(store, signal);
      // Where each session has its price, another one is not tried for as often.
      if (session === call.session && !(await rollOver(call, store, signal)))
        await pause(session?.reconnectPolicy?.steadyMs ?? retryMs, signal);
    }
  }
}

/** @returns whether the next session took over; if not, the user spoke meanwhile or it did not open */
async function rollOver(call: Call, store: VoiceStore, signal: AbortSignal): Promise<boolean> {
  const {session, environment} = call;
  const {createSession, microphone, outbox} = environment;
  const {turns} = store.snapshot;
  let next: VoiceSession | null = null;
  const early: VoiceSessionEvent[] = [];
  try {
    next = await createSession(true);
    next.setMicrophone(microphone.track);
    await call.startSession(next, early);
    const quiet = isBetweenTurns(store.snapshot) && store.snapshot.turns === turns && outbox.isEmpty;
    if (quiet && call.session === session) call.adopt(next, early);
  } catch {
    // The session there is may still hold; if not, its loss is repaired like any other.
  }
  if (next && call.session === next) return true;
  next?.stop();
  signal.throwIfAborted();
  return false;
}

function isBetweenTurns({phase, userSpeaking, held, responseId}: Snapshot): boolean {
  return phase === 'listening' && !userSpeaking && !held && responseId === null;
}

async function between(store: VoiceStore, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (isBetweenTurns(store.snapshot)) return;
  await new Promise<void>((resolve, reject) => {
    const unsubscribe = store.subscribe(snapshot => {
      if (!isBetweenTurns(snapshot)) return;
      unsubscribe();
      resolve();
    });
    signal.addEventListener('abort', () => (unsubscribe(), reject(signal.reason as Error)), {once: true});
  });
}
