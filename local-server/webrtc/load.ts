import type * as WebRtc from './webrtc.js';

/** What calls over WebRTC need; nothing where its packages are not installed. */
export async function loadWebRtc(): Promise<Partial<typeof WebRtc>> {
  try {
    return await import('./webrtc.js');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return {};
    throw error;
  }
}
