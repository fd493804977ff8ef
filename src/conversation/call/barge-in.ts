import {Fader} from '../../audio/fader.js';
import {OnsetListener} from '../../audio/onset-listener.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {ConversationSettings} from '../conversation-settings.js';
import type {CallContext} from './call-context.js';
import {isInterruptible} from './heard-answer.js';

/** How much of the assistant is left while it is not known yet whether the person talks over it. */
const duckedGain = 0.15;
const duckMs = 20;
const restoreMs = 200;
/**
 * From the onset on: the server has said `speech-started` by then, also far away: round trip, detection, and a
 * little. What follows that event has a limit of its own, `stopConfirmationMs` of effects.ts.
 */
const speechConfirmationMs = 650;
/** A poor connection may be a slow one. */
const moreWhenPoorMs = 600;

/**
 * Makes the assistant quiet as soon as the user seems to talk over it, long before the server can know. When the
 * server hears them, too, the assistant is cut as ever; when it does not, the sound comes back.
 */
export function followOnsets({store, call, settings, reaction}: CallContext, signal: AbortSignal): void {
  const {environment} = call;
  const {speaker} = environment;
  const fader = new Fader(duckingGain => (speaker.duckingGain = duckingGain));
  let listener: OnsetListener | null = null;
  let streams: readonly MediaStream[] | null = null;
  let confirmation: ReturnType<typeof setTimeout> | undefined;

  const duck = (spokenMs: number) => {
    const {snapshot} = store;
    if (!snapshot.playing || !isWanted(snapshot, settings())) return listener?.restart();
    const beganAt = performance.now() - spokenMs;
    fader.moveTo(duckedGain, duckMs, () => (reaction.ms = Math.round(performance.now() - beganAt)));
    clearTimeout(confirmation);
    const {quality} = snapshot;
    confirmation = setTimeout(restore, speechConfirmationMs + (quality === 'poor' ? moreWhenPoorMs : 0));
  };
  const restore = () => {
    confirmation = reaction.ms = undefined;
    fader.moveTo(1, restoreMs);
    listener?.dismiss();
  };
  const follow = (snapshot: Snapshot, previous?: Snapshot) => {
    if (snapshot.playing && !previous?.playing) reaction.ms = undefined;
    const wanted = isWanted(snapshot, settings()) ? streamsOf(environment) : null;
    if (!snapshot.playing && confirmation) {
      clearTimeout(confirmation);
      confirmation = undefined;
      fader.moveTo(1); // It is cut, or over: it is not heard to come back.
      listener?.restart(); // Another answer may follow at once.
    }
    if (wanted?.[0] === streams?.[0] && wanted?.[1] === streams?.[1]) return;
    streams = wanted;
    if (!streams) return listener?.rest();
    try {
      listener ??= new OnsetListener(duck, settings().workletUrl);
    } catch {
      return unsubscribe(); // A browser without sound for pages: the server alone notices.
    }
    listener.listen(streams[0]!, streams[1]!);
  };

  const unsubscribe = store.subscribe(follow);
  signal.addEventListener('abort', () => {
    unsubscribe();
    clearTimeout(confirmation);
    fader.moveTo(1);
    listener?.close();
  });
  follow(store.snapshot);
}

/** From the moment on in which an answer is made: so the room is known before the assistant is heard in it. */
function isWanted(snapshot: Snapshot, settings: ConversationSettings): boolean {
  const {phase, muted, textOnly} = snapshot;
  const answering = phase === 'thinking' || phase === 'speaking';
  const speaks = !muted && !textOnly && settings.turnDetection !== 'push-to-talk';
  return answering && speaks && isInterruptible(settings, snapshot);
}

/** A backend that has a microphone or a speaker of its own, or no sound yet, is not listened to. */
function streamsOf({microphone, speaker}: CallContext['call']['environment']): readonly MediaStream[] | null {
  const [heard, played] = [microphone.stream, speaker.stream];
  return heard && played?.getAudioTracks().length ? [heard, played] : null;
}
