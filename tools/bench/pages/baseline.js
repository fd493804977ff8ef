/*
 * The least that a conversation over WebRTC takes: token, microphone and offer are all begun with the click, none
 * waits for another, and nothing else happens. Nothing is handled that could go wrong.
 */
const button = document.querySelector('button');

button.addEventListener('click', async () => {
  const token = fetch('/token', {method: 'POST'}).then(response => response.json());
  const microphone = navigator.mediaDevices.getUserMedia({audio: true});

  const peer = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
  const channel = peer.createDataChannel('oai-events');
  const open = new Promise(resolve => channel.addEventListener('open', resolve));
  const {sender} = peer.addTransceiver('audio', {direction: 'sendrecv'});
  const audio = new Audio();
  audio.autoplay = true;
  peer.addEventListener('track', ({streams}) => (audio.srcObject = streams[0]));
  const heard = microphone.then(stream => sender.replaceTrack(stream.getAudioTracks()[0]));

  await peer.setLocalDescription();
  const {value} = await token;
  const answer = await fetch('/v1/realtime/calls', {
    method: 'POST',
    headers: {Authorization: `Bearer ${value}`, 'Content-Type': 'application/sdp'},
    body: peer.localDescription.sdp,
  });
  await peer.setRemoteDescription({type: 'answer', sdp: await answer.text()});
  await Promise.all([open, heard]);
  performance.mark('listening');
});
