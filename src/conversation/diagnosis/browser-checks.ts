import {forbiddenByPolicy} from '../../audio/microphone.js';
import {insecurePage, type Check} from './check.js';

/** Whether the page is served so that a browser lets it use a microphone. */
export const checkSecureContext: Check = () => ({
  code: globalThis.isSecureContext === false ? 'insecure-context' : 'page-secure',
});

/** Whether a header or the frame around the page forbids the microphone. */
export const checkPolicy: Check = () => {
  if (globalThis.isSecureContext === false) return insecurePage;
  if (forbiddenByPolicy()) return {code: 'mic-policy'};
  if ('featurePolicy' in document) return {code: 'page-allowed'};
  // Where a browser does not tell, only a page in no frame can be sure.
  return window === top ? {code: 'page-allowed'} : {code: 'not-checked', detail: 'in a frame'};
};

/** Whether there is WebRTC, and a way to the microphone. */
export const checkWebRTC: Check = () => {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  const missing = [
    typeof RTCPeerConnection === 'undefined' && 'RTCPeerConnection',
    // On an insecure page it is missing in every browser.
    globalThis.isSecureContext !== false && !devices?.getUserMedia && 'getUserMedia',
  ].filter(Boolean);
  return missing.length
    ? {code: 'unsupported', detail: `missing: ${missing.join(', ')}`}
    : {code: 'browser-able'};
};

/** Whether the browser knows Opus. */
export const checkCodec: Check = () => {
  if (typeof RTCRtpReceiver === 'undefined' || !RTCRtpReceiver.getCapabilities) return {code: 'not-checked'};
  const {codecs} = RTCRtpReceiver.getCapabilities('audio') ?? {codecs: []};
  return codecs.some(({mimeType}) => mimeType.toLowerCase() === 'audio/opus')
    ? {code: 'codec-found'}
    : {code: 'unsupported', detail: 'no Opus'};
};

/** Whether the browser's autoplay policy lets the page be heard, tried with silence. */
export const checkPlayback: Check = async (_subject, signal) => {
  const context = new AudioContext();
  const audio = new Audio();
  // Also when nothing ever plays, as without a sound device.
  const end = () => {
    audio.pause();
    audio.srcObject = null;
    void context.close().catch(() => {});
  };
  signal.addEventListener('abort', end, {once: true});
  try {
    audio.srcObject = new MediaStreamAudioDestinationNode(context).stream;
    await audio.play();
    return {code: 'sound-plays'};
  } catch (error) {
    if ((error as Error).name !== 'NotAllowedError') throw error;
    return {code: 'playback-blocked'};
  } finally {
    end();
  }
};
