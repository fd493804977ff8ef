import type {VoiceStore} from '../../state/store.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Call} from './call.js';
import type {SharedSource} from './capture-video.js';
import {SharedTrack} from './shared-track.js';

/** What the person shows in each call. */
const ofCalls = new WeakMap<Call, Record<SharedSource, SharedTrack>>();

/**
 * Has the person show their camera or screen, or show it no more. Loaded where that is asked for.
 * @throws {VoiceError} `unsupported`, detail `camera` or `screen`, where there is no call, or none that takes it
 */
export async function share(
  call: Call | null,
  store: VoiceStore,
  source: SharedSource,
  on: boolean,
): Promise<void> {
  const track = call && (ofCalls.get(call) ?? follow(call, store))[source];
  if (!on) return track?.stop();
  if (!track?.isOffered) throw notOffered(source);
  await track.start();
}

function follow(call: Call, store: VoiceStore): Record<SharedSource, SharedTrack> {
  const changed = () =>
    store.send({
      type: 'sharing-changed',
      sharing: {camera: camera.state, screen: screen.state, preview: camera.stream ?? undefined},
    });
  const camera = new SharedTrack('camera', call, store, changed);
  const screen = new SharedTrack('screen', call, store, changed);
  const tracks = {camera, screen};
  const unsubscribe = store.subscribe((_snapshot, _previous, {type}) => {
    for (const track of [camera, screen]) {
      if (type === 'session-lost') track.sessionLost();
      if (type === 'session-opened') track.sessionOpened();
      if (type === 'capabilities-changed') track.check();
    }
  });
  call.signal.addEventListener('abort', () => {
    unsubscribe();
    camera.stop();
    screen.stop();
  });
  ofCalls.set(call, tracks);
  return tracks;
}

function notOffered(source: SharedSource): VoiceError {
  const help = `There is no call, or its backend takes no ${source}: snapshot.capabilities.${source} says so.`;
  const {message} = VoiceError.meanings.protocol!;
  return new VoiceError(
    'unsupported',
    {detail: source},
    {severity: 'notice', recoverable: true, message, help},
  );
}
