import type {ConnectionError, Room, RoomOptions} from 'livekit-client';
import {isTimeout, withDeadline} from '../../session/deadline.js';
import {VoiceError} from '../../state/voice-error.js';
import type {RoomCredentials} from './credentials.js';
import type {Library} from './library.js';

const connectTimeoutMs = 30_000;
/** Each of the two ways, signalling and media, has half of that. */
const wayTimeoutMs = 15_000;
/** The library repairs a connection by itself for about a quarter of a minute; then the host is asked for another room. */
const retryDelaysMs = [0, 300, 1_200, 2_700, 4_800, 7_000];
/** What a server may send in one stream, in bytes. */
const maxStreamLength = 1_000_000;

/** The page owns the microphone, plays the assistant itself, and ends calls when it is left. */
export function roomOptions(): RoomOptions {
  return {
    adaptiveStream: false,
    dynacast: false,
    stopLocalTrackOnUnpublish: false,
    disconnectOnPageLeave: false,
    publishDefaults: {dtx: true, red: true, stopMicTrackOnMute: false},
    reconnectPolicy: {
      nextRetryDelayInMs: ({retryCount}) => {
        const delay = retryDelaysMs[retryCount];
        return delay === undefined ? null : delay * (1 + Math.random() / 2);
      },
    },
    dataStream: {maxPayloadByteLength: maxStreamLength},
  };
}

/**
 * Connects a room. The caller closes it where that fails.
 * @throws {VoiceError} `connect-…`, or the signal's reason
 */
export async function connect(
  room: Room,
  library: Library,
  {serverUrl, token}: RoomCredentials,
  iceServers: RTCIceServer[] | undefined,
  signal: AbortSignal,
): Promise<void> {
  library.setLogLevel('warn'); // It tells the console of every step.
  try {
    await withDeadline(connectTimeoutMs, signal, () =>
      room.connect(serverUrl, token, {
        maxRetries: 0,
        websocketTimeout: wayTimeoutMs,
        peerConnectionTimeout: wayTimeoutMs,
        ...(iceServers && {rtcConfig: {iceServers}}),
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    throw isTimeout(error) ? new VoiceError('connect-timeout', {cause: error}) : explained(error, library);
  }
}

/** The library's messages may quote an address with its token: no cause where it names a reason. */
function explained(error: unknown, {ConnectionErrorReason}: Library): VoiceError {
  const {reason, status} = error as Partial<ConnectionError>;
  switch (reason) {
    case undefined:
      return new VoiceError('internal', {cause: error});
    case ConnectionErrorReason.NotAllowed:
      return new VoiceError('connect-status', {status: status ?? 401});
    case ConnectionErrorReason.ServiceNotFound:
      return new VoiceError('connect-status', {status: 404});
    case ConnectionErrorReason.Timeout:
      return new VoiceError('connect-timeout');
    case ConnectionErrorReason.LeaveRequest:
      return new VoiceError('connect-status', {detail: 'leave'});
    default:
      return status && status >= 400
        ? new VoiceError('connect-status', {status})
        : new VoiceError('connect-network');
  }
}
