import type {VoiceStore} from '../../state/store.js';

const warningMs = 30_000;
/** A sentence may be finished; not a story. */
const graceMs = 10_000;

/** Ends the call under way after so many seconds: with a warning before, and not in the middle of a sentence. */
export function limitTime(store: VoiceStore, seconds: number): void {
  const {startedAt} = store.snapshot;
  if (startedAt === null) return;
  const endsAt = startedAt + seconds * 1000;
  let over = false;
  const timers = [
    at(endsAt - warningMs, () => store.send({type: 'ending', at: endsAt})),
    at(endsAt, () => {
      over = true;
      endInSilence();
    }),
    at(endsAt + graceMs, end),
  ];
  const unsubscribe = store.subscribe(snapshot => {
    if (snapshot.startedAt !== startedAt) forget();
    else endInSilence();
  });

  function endInSilence(): void {
    if (over && store.snapshot.phase === 'listening') end();
  }

  function end(): void {
    store.send({type: 'stop', reason: 'duration'});
  }

  function forget(): void {
    unsubscribe();
    timers.forEach(clearTimeout);
  }
}

function at(time: number, act: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(act, Math.max(0, time - Date.now()));
}
