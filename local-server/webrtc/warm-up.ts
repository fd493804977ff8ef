import {RTCDtlsTransport, RTCPeerConnection, useOPUS} from 'werift';
import {delay, systemClock} from '../engine/clock.js';
import {warmUpOpus} from './opus.js';
import {WebRtcTransport} from './webrtc-transport.js';

/** Longer than a connection within this process ever takes. */
const maxConnectMs = 1000;

/** Makes the certificate and runs a whole call once, so that the first is as fast as the others. */
export async function warmUpWebRtc(): Promise<void> {
  warmUpOpus();
  await RTCDtlsTransport.SetupCertificate();
  const offerer = new RTCPeerConnection({
    codecs: {audio: [useOPUS()]},
    iceServers: [],
    // Otherwise it opens sockets for each part, and never closes those it does not need.
    bundlePolicy: 'max-bundle',
  });
  offerer.addTransceiver('audio');
  offerer.createDataChannel('oai-events');
  const opened = new AbortController();
  const transport = new WebRtcTransport({
    onChannelOpen: () => opened.abort(),
    onText() {},
    onFrame() {},
    onChannelClosed() {},
    onClosed() {},
  });
  await offerer.setLocalDescription(await offerer.createOffer());
  const answer = await transport.answer(offerer.localDescription!.sdp);
  await offerer.setRemoteDescription({type: 'answer', sdp: answer});
  await delay(systemClock, maxConnectMs, opened.signal);
  await Promise.all([transport.close(), offerer.close()]);
}
