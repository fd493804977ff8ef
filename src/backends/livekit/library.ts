import type * as LiveKit from 'livekit-client';

/** What is used of the library. */
export type Library = Pick<
  typeof LiveKit,
  | 'ConnectionErrorReason'
  | 'ConnectionState'
  | 'DisconnectReason'
  | 'LocalAudioTrack'
  | 'LocalVideoTrack'
  | 'Room'
  | 'RoomEvent'
  | 'Track'
  | 'setLogLevel'
>;

/**
 * The library comes with the first call, not with the page.
 * @throws {VoiceError} `unsupported`, detail `library`, where the page does not have it
 */
export async function loadLibrary(): Promise<Library> {
  try {
    return await import('livekit-client');
  } catch (cause) {
    throw (await import('./explanations.js')).noLibrary(cause);
  }
}

/** Whether who left a room did so in order. */
export function leftInOrder({DisconnectReason}: Library, reason: number | undefined): boolean {
  const inOrder: readonly unknown[] = [
    DisconnectReason.CLIENT_INITIATED,
    DisconnectReason.ROOM_DELETED,
    DisconnectReason.ROOM_CLOSED,
    DisconnectReason.PARTICIPANT_REMOVED,
    DisconnectReason.DUPLICATE_IDENTITY,
  ];
  return inOrder.includes(reason);
}
