import {RTCPeerConnection} from 'werift';

let offer: Promise<string> | undefined;

/** An offer as a browser makes it before it has candidates. It is never connected. */
export function makeOffer(): Promise<string> {
  offer ??= (async () => {
    const connection = new RTCPeerConnection({iceServers: []});
    connection.addTransceiver('audio');
    connection.createDataChannel('oai-events');
    const {sdp} = await connection.createOffer();
    await connection.close();
    return sdp;
  })();
  return offer;
}
