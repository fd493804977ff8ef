import {VoiceEndWarningEvent} from '../../events/end-warning.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {CallServicesContext} from './call-context.js';

const warningMs = 30_000;
/** A sentence may be finished; not a story. */
const graceMs = 10_000;
/** What the user has said becomes a turn, which is answered, within this time. */
const turnMs = 1_500;

/**
 * Ends the call under way after so many seconds, and not in the middle of a sentence of either side. The warning before
 * can have it go on for as long again, as often as wanted.
 * @see https://www.w3.org/TR/WCAG22/#timing-adjustable
 */
export function limitTime(
  {store, notify}: Pick<CallServicesContext, 'store' | 'notify'>,
  seconds: number,
): void {
  const {startedAt} = store.snapshot;
  if (startedAt === null) return;
  let endsAt = 0;
  let over = false;
  let spokeAt = -Infinity;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let timers: ReturnType<typeof setTimeout>[] = [];
  endAt(startedAt + seconds * 1000);
  const unsubscribe = store.subscribe((snapshot, previous) => {
    if (speaks(previous)) spokeAt = performance.now();
    if (snapshot.startedAt === startedAt) return endInSilence();
    unsubscribe();
    forget();
  });

  function endAt(time: number): void {
    forget();
    endsAt = time;
    timers = [
      at(time - warningMs, () => warn(time)),
      at(time, () => {
        over = true;
        endInSilence();
      }),
      at(time + graceMs, end),
    ];
  }

  function warn(time: number): void {
    notify(new VoiceEndWarningEvent(time, 'duration', () => extend(time)));
    // The page may have extended it at once.
    if (endsAt === time) store.send({type: 'ending', at: time});
  }

  function extend(time: number): void {
    if (endsAt !== time || store.snapshot.startedAt !== startedAt) return;
    endAt(Math.max(time, Date.now()) + seconds * 1000);
    store.send({type: 'ending', at: null});
  }

  function endInSilence(): void {
    clearTimeout(silence);
    if (!over || store.snapshot.phase !== 'listening' || speaks(store.snapshot)) return;
    const left = spokeAt + turnMs - performance.now();
    if (left > 0) silence = setTimeout(endInSilence, left);
    else end();
  }

  function end(): void {
    store.send({type: 'stop', reason: 'duration', at: Date.now()});
  }

  function forget(): void {
    over = false;
    clearTimeout(silence);
    timers.forEach(clearTimeout);
  }
}

function speaks({userSpeaking, held}: Snapshot): boolean {
  return userSpeaking || held;
}

function at(time: number, act: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(act, Math.max(0, time - Date.now()));
}
