import {isTimeout, withDeadline} from '../../session/deadline.js';
import {sharingError} from '../../state/sharing-error.js';
import {VoiceError} from '../../state/voice-error.js';

/** What a person can show. */
export type SharedSource = 'camera' | 'screen';

/** A person may take their time over the question of the browser, but not for ever. */
const promptTimeoutMs = 120_000;
const wishes: MediaTrackConstraints = {
  width: {ideal: 1280},
  height: {ideal: 720},
  frameRate: {ideal: 24, max: 30},
  facingMode: 'user',
};

/**
 * Opens camera or screen: the browser asks the person. It is asked in the task of the caller, since a press counts for no
 * longer than a moment.
 * @throws {VoiceError} `camera-…`, `screen-…`, or the signal's reason. Nothing stays open then.
 */
export async function captureVideo(source: SharedSource, signal: AbortSignal): Promise<MediaStreamTrack> {
  signal.throwIfAborted();
  const asked = ask(source);
  try {
    const stream = await withDeadline(promptTimeoutMs, signal, () => asked);
    const [track] = stream.getVideoTracks();
    if (!track) throw sharingError(source === 'camera' ? 'camera-missing' : 'screen-failed');
    if (source === 'screen') track.contentHint = 'detail'; // It is to be read.
    return track;
  } catch (error) {
    asked.then(stopStream, () => {}); // Answered later, it comes too late.
    if (signal.aborted) throw signal.reason;
    throw error instanceof VoiceError ? error : sharingError(codeOf(source, error), {cause: error});
  }
}

async function ask(source: SharedSource): Promise<MediaStream> {
  // Neither is there without HTTPS; a phone can share no screen.
  const devices = navigator.mediaDevices as Partial<MediaDevices> | undefined;
  const stream =
    source === 'camera'
      ? devices?.getUserMedia?.({video: wishes})
      : devices?.getDisplayMedia?.({video: true, audio: false});
  if (!stream) throw new Error(`This browser has no ${source} to offer`);
  return stream;
}

/** By name: WebKit's `OverconstrainedError` is no DOMException. */
function codeOf(source: SharedSource, error: unknown): Parameters<typeof sharingError>[0] {
  const name = isTimeout(error) ? '' : (error as Error).name;
  if (name === 'NotAllowedError' || name === 'SecurityError') return `${source}-denied`;
  if (source === 'camera' && (name === 'NotFoundError' || name === 'OverconstrainedError'))
    return 'camera-missing';
  return `${source}-failed`;
}

function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
