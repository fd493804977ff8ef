/*
 * The least that a conversation with GPT-Live takes: microphone and offer are begun with the click, the offer goes out
 * with its candidates, and the person is heard once the session has started. Nothing is handled that could go wrong.
 */
const button = document.querySelector('button');

button.addEventListener('click', async () => {
  const microphone = navigator.mediaDevices.getUserMedia({audio: true});

  const peer = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
  const channel = peer.createDataChannel('oai-events');
  const started = new Promise(resolve => channel.addEventListener('message', resolve, {once: true}));
  const {sender} = peer.addTransceiver('audio', {direction: 'sendrecv'});
  const audio = new Audio();
  audio.autoplay = true;
  peer.addEventListener('track', ({streams}) => (audio.srcObject = streams[0]));
  const heard = microphone.then(stream => sender.replaceTrack(stream.getAudioTracks()[0]));
  const gathered = new Promise(resolve =>
    peer.addEventListener(
      'icegatheringstatechange',
      () => peer.iceGatheringState === 'complete' && resolve(),
    ),
  );

  await peer.setLocalDescription();
  await gathered;
  const answer = await fetch('/session', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({type: 'offer', sdp: peer.localDescription.sdp}),
  });
  const {transport} = await answer.json();
  await peer.setRemoteDescription({type: 'answer', sdp: transport.sdp});
  await Promise.all([started, heard]);
  performance.mark('listening');
});
