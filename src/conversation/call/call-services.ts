import type * as Cues from '../../audio/cues.js';
import {playCue} from '../../audio/cues.js';
import {VoiceTranscriptionFailedEvent} from '../../events/transcription-failed.js';
import {outsideZones} from '../../state/outside-zones.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import {Watchdogs} from './watchdogs.js';
import type {CallContext, CallServicesContext} from './call-context.js';
import {monitorConnection} from './connection-monitor.js';
import {followMicrophone} from './follow-microphone.js';
import {limitTime} from './time-limit.js';
import {beTheOnlyCall} from './one-tab.js';
import {reportTurnMetrics} from './turn-metrics.js';
import {rollOverInTime} from './roll-over.js';
import {warnOfUnread} from './unread-settings.js';
import {keepScreenOn} from './wake-lock.js';

export {reopenSession} from './reopen-session.js';

/**
 * What goes with a call once it is open, and ends with it: watchdogs, quality, time limit, the screen, sounds.
 * Loaded then, so that it does not hold up the beginning.
 */
export function startCallServices(services: CallServicesContext): void {
  outsideZones(() => start(services));
}

function start(services: CallServicesContext): void {
  const context: CallContext = {...services, reaction: {}};
  const {store, call, settings, watchDevices, notify} = context;
  const end = new AbortController();
  const {signal} = end;
  const watchdogs = new Watchdogs(event => store.send(event));
  const unsubscribe = store.subscribe((snapshot, previous, event) => {
    watchdogs.observe(snapshot, previous);
    if (
      event.type === 'transcription-failed' &&
      hasFailed(snapshot, event.id) &&
      !hasFailed(previous, event.id)
    )
      notify(new VoiceTranscriptionFailedEvent(event.id));
    const over = snapshot.startedAt === null;
    if (over) {
      unsubscribe();
      end.abort();
    } else if (previous.textOnly && !snapshot.textOnly) {
      void watchDevices(signal); // Names are known once the microphone is allowed.
    }
    if (settings().sounds === 'on') sound(cueFor(snapshot, previous));
  });
  const {maxDuration, sounds} = settings();
  if (maxDuration) limitTime(context, maxDuration);
  beTheOnlyCall(context, signal);
  warnOfUnread(settings(), store.snapshot.capabilities);
  keepScreenOn(signal);
  void watchDevices(signal);
  if (sounds === 'on') sound('start');
  // These end with the call.
  monitorConnection(call, store, signal).catch(() => {});
  followMicrophone(call.environment.microphone, store, signal).catch(() => {});
  if (!call.isGiven) rollOverInTime(call, store, signal).catch(() => {}); // A backend of the page's own sees to itself.
  reportTurnMetrics(context, signal);
  // Without it the server alone notices that the user talks over the assistant, and words alone tell that they speak.
  const listening =
    store.snapshot.capabilities?.turns === false
      ? import('./own-speech.js').then(({followOwnSpeech}) => followOwnSpeech)
      : import('./barge-in.js').then(({followOnsets}) => followOnsets);
  listening.then(
    listen => signal.aborted || listen(context, signal),
    () => {},
  );
}

/** Some words may have come before: then the turn has these. */
function hasFailed(snapshot: Snapshot, id: string): boolean {
  return recentTurns(snapshot).some(turn => turn.id === id && turn.transcriptionFailed);
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
