import {pause} from '../../session/pause.js';
import {defaultReconnectPolicy, isClearNo, reconnectDelay} from '../../session/reconnect.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Call} from './call.js';

/** A session that lived this long was a real one, unless its backend says otherwise. */
const steadyMs = 10_000;
/** A server that asks for more patience than this is tried again after it all the same. */
const maxRetryAfterMs = 30_000;

/** A server that does not want is asked once more after this: it may have been about to change its mind. */
const secondThoughtsMs = 2_000;

/**
 * Opens another session in place of a lost one, again and again with growing patience. A server that says no twice is
 * not asked a third time.
 */
export async function reopenSession(call: Call): Promise<void> {
  const {environment, signal} = call;
  const policy = call.session?.reconnectPolicy ?? defaultReconnectPolicy;
  // A server that opens only to close again must not be asked without end.
  if (performance.now() - call.openedAt > (policy.steadyMs ?? steadyMs)) call.attempts = 0;
  let patienceMs = 0;
  let cause: unknown;
  let noes = 0;
  for (;;) {
    if (signal.aborted) return; // It was hung up before this was loaded.
    const {session} = call;
    session?.stop();
    const delayMs = reconnectDelay(call.attempts++, policy);
    if (delayMs === undefined || !session) break;
    try {
      await pauseUntilOnline(Math.max(delayMs, patienceMs), signal);
      const last = environment.snapshot().turns.findLast(({waiting}) => !waiting);
      // What was not put into words cannot be told again, and not be responded to.
      call.responseWanted = last?.role === 'user' && Boolean(last.text || last.image);
      return await call.startSession(session);
    } catch (error) {
      if (signal.aborted) return;
      cause = error;
      if (!(error instanceof VoiceError)) continue;
      const isNo = isClearNo(error);
      if (!error.recoverable || (isNo && noes++)) return environment.send({type: 'session-failed', error});
      patienceMs = isNo ? secondThoughtsMs : Math.min((error.retryAfter ?? 0) * 1000, maxRetryAfterMs);
    }
  }
  environment.send({type: 'session-failed', error: new VoiceError('connection-lost', {cause})});
}

/** Waits, but no longer than until the network is back. */
async function pauseUntilOnline(ms: number, signal: AbortSignal): Promise<void> {
  const online = new AbortController();
  const goOn = () => online.abort();
  window.addEventListener('online', goOn, {once: true});
  try {
    await pause(ms, AbortSignal.any([signal, online.signal]));
  } catch {
    signal.throwIfAborted();
  } finally {
    window.removeEventListener('online', goOn);
  }
}
