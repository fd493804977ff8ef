import type * as Cues from '../../audio/cues.js';
import {playCue} from '../../audio/cues.js';
import {reduceLong} from '../../state/long-conversation.js';
import type {Snapshot} from '../../state/snapshot.js';
import type {VoiceStore} from '../../state/store.js';
import type {VoiceConversation} from '../conversation.js';
import type {ConversationOptions} from '../conversation-options.js';
import type {ConversationEffects} from '../effects.js';
import {monitorConnection} from './connection-monitor.js';
import {followMicrophone} from './follow-microphone.js';
import {reportTurnMetrics} from './turn-metrics.js';
import {limitTime} from './time-limit.js';
import {rollOverInTime} from './roll-over.js';
import {keepScreenOn} from './wake-lock.js';
import {Watchdogs} from './watchdogs.js';

export {reopenSession} from './reopen-session.js';

/** A call, as seen by what goes with it. */
export interface Call {
  readonly conversation: VoiceConversation;
  readonly store: VoiceStore;
  readonly effects: ConversationEffects;
  readonly options: () => ConversationOptions;
}

/** The same, with what the services of the call tell each other. */
export interface CallContext extends Call {
  /** How soon the page itself made the assistant quiet, when the user talked over it, in milliseconds. */
  readonly reaction: {ms?: number};
}

/**
 * What goes with a call once it is open, and ends with it: watchdogs, quality, time limit, the screen, sounds.
 * Loaded then, so that it does not hold up the beginning.
 */
export function startCallServices({conversation, store, effects, options}: Call): void {
  const context: CallContext = {conversation, store, effects, options, reaction: {}};
  const call = new AbortController();
  const {signal} = call;
  store.reduce = reduceLong;
  const watchdogs = new Watchdogs(event => store.send(event));
  const unsubscribe = store.subscribe((snapshot, previous) => {
    watchdogs.observe(snapshot, previous);
    const over = snapshot.startedAt === null;
    if (over) {
      unsubscribe();
      call.abort();
    } else if (previous.textOnly && !snapshot.textOnly) {
      void conversation.watchDevices(signal); // Names are known once the microphone is allowed.
    }
    if (options().sounds === 'on') sound(cueFor(snapshot, previous));
  });
  keepScreenOn(signal);
  void conversation.watchDevices(signal);
  const {maxDuration, sounds, session} = options();
  if (maxDuration) limitTime(store, maxDuration);
  if (sounds === 'on') sound('start');
  // Should the connection be lost, there may be no network to load it by.
  import('../../backends/openai-realtime/replay.js').catch(() => {});
  // These end with the call.
  monitorConnection(effects, store, signal).catch(() => {});
  followMicrophone(effects, store, signal).catch(() => {});
  if (!session) rollOverInTime(effects, store, signal).catch(() => {}); // A backend of the page's own sees to itself.
  reportTurnMetrics(context, signal);
  // Without it the server alone notices that the user talks over the assistant.
  import('./barge-in.js').then(
    ({followOnsets}) => signal.aborted || followOnsets(context, signal),
    () => {},
  );
  // A page that is left, or put to sleep with its microphone on, must not go on listening.
  const leave = () => conversation.stop('page-hidden');
  window.addEventListener('pagehide', leave, {signal});
  document.addEventListener('freeze', leave, {signal});
}

/** No sound device, no sound. */
function sound(cue: Cues.Cue | null): void {
  if (cue) playCue(cue).catch(() => {});
}

function cueFor(snapshot: Snapshot, previous: Snapshot): Cues.Cue | null {
  if (snapshot.startedAt === null) return 'end';
  if (snapshot.muted === previous.muted) return null;
  return snapshot.muted ? 'mute' : 'unmute';
}
