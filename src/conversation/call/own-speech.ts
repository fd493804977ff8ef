import {OnsetListener} from '../../audio/onset-listener.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import type {CallContext} from './call-context.js';

const pollMs = 50;
/** Below its loudest by so much, 15 dB on the scale of the meter, a voice is at rest, */
const restingBelow = 0.25;
/** and after so long it is over. */
const overAfterMs = 600;
/** Words come this late after their sound; what was heard by then needs no words to be known. */
const wordsLateMs = 5_000;
/** Words alone tell that the person speaks for this long. */
const wordsLastMs = 1_000;
/** A sound without a word for so long is that of the room, which is nearly as loud as the person. */
const wordlessMs = 15_000;

/**
 * Tells when the person speaks, where the server does not: in full duplex there are no turns on the wire. The page's own
 * ears notice it; without them, or where they miss it, the words of the transcript do.
 */
export function followOwnSpeech({store, call, settings, levels}: CallContext, signal: AbortSignal): void {
  const {input} = levels;
  const {microphone, speaker} = call.environment;
  let listener: OnsetListener | null = null;
  let heard: readonly [MediaStream, MediaStream] | null = null;
  let heardAt = -Infinity;
  let soundAt = 0;
  let wordsAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stopped = () => {
    clearInterval(timer);
    timer = undefined;
    input.close(stopped);
    listener?.restart();
    store.send({type: 'speech-stopped'});
  };
  /** @param restMs how long nothing may be heard before it is over */
  const started = (restMs: number) => {
    soundAt = performance.now();
    if (timer) return;
    let loudest = 0;
    wordsAt = performance.now();
    input.open(stopped);
    timer = setInterval(() => {
      const level = input.level();
      const now = performance.now();
      loudest = Math.max(loudest, level);
      if (level && level > loudest - restingBelow) soundAt = now;
      const isOver = now - soundAt > restMs || now - wordsAt > wordlessMs;
      if (isOver || !isHeard(store.snapshot)) stopped();
    }, pollMs);
    store.send({type: 'speech-started'});
  };
  const onset = () => {
    if (!isHeard(store.snapshot)) return listener?.restart();
    heardAt = performance.now();
    started(overAfterMs);
  };
  const follow = (snapshot: Snapshot, previous?: Snapshot) => {
    if (previous && saysMore(snapshot, previous)) {
      wordsAt = performance.now();
      if (wordsAt - heardAt > wordsLateMs) started(wordsLastMs);
    }
    const [spoken, played] = [microphone.stream, speaker.stream];
    const wanted = isHeard(snapshot) && spoken && played?.getAudioTracks().length ? [spoken, played] : null;
    if (wanted?.[0] === heard?.[0] && wanted?.[1] === heard?.[1]) return;
    heard = wanted as typeof heard;
    if (!heard) return listener?.rest();
    try {
      listener ??= new OnsetListener(onset, settings().workletUrl);
      listener.listen(...heard);
    } catch {
      // A browser without sound for pages: words alone tell.
    }
  };

  const unsubscribe = store.subscribe(follow);
  signal.addEventListener('abort', () => {
    unsubscribe();
    clearInterval(timer);
    input.close(stopped);
    listener?.close();
  });
  follow(store.snapshot);
}

function isHeard({online, muted, textOnly}: Snapshot): boolean {
  return online && !muted && !textOnly;
}

/** Whether there are more words of the person, as they speak. */
function saysMore(snapshot: Snapshot, previous: Snapshot): boolean {
  const [now, before] = [recentTurns(snapshot), recentTurns(previous)];
  if (now === before) return false;
  const last = now.findLast(({role}) => role === 'user');
  if (!last || last.final || last.written) return false;
  return last.text !== before.find(({id}) => id === last.id)?.text;
}
