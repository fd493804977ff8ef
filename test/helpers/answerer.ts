import type {SeenRequest} from './stub.js';

/** As it is before a test replaces it. */
const PeerConnection = RTCPeerConnection;

/** The server's end of a WebRTC call, in the page: answers an offer and holds the channel and the sound. */
export class Answerer {
  readonly peer = new PeerConnection();
  /** The channel, when it is open. */
  readonly channel: Promise<RTCDataChannel>;
  /** The person's sound, as it arrives. */
  readonly heard: Promise<MediaStreamTrack>;
  offer = '';

  /** @param change what to do to the answer before it is sent */
  constructor(
    readonly sound?: MediaStreamTrack,
    readonly change: (sdp: string) => string = sdp => sdp,
  ) {
    this.channel = new Promise(resolve => {
      this.peer.ondatachannel = ({channel}) => {
        if (channel.readyState === 'open') resolve(channel);
        else channel.onopen = () => resolve(channel);
      };
    });
    this.heard = new Promise(resolve => {
      this.peer.ontrack = ({track}) => resolve(track);
    });
  }

  /** Answers like the calls endpoint; to be given to `stubFetch`. */
  readonly answer = async ({init}: SeenRequest): Promise<Response> => {
    this.offer = init.body as string;
    await this.peer.setRemoteDescription({type: 'offer', sdp: this.offer});
    const [transceiver] = this.peer.getTransceivers();
    if (transceiver) {
      transceiver.direction = 'sendrecv';
      if (this.sound) await transceiver.sender.replaceTrack(this.sound);
    }
    await this.peer.setLocalDescription();
    await gathered(this.peer);
    return new Response(this.change(this.peer.localDescription!.sdp), {
      status: 201,
      headers: {Location: '/v1/realtime/calls/rtc_1', 'Content-Type': 'application/sdp'},
    });
  };

  /** The next message on the channel. */
  async next(): Promise<unknown> {
    const channel = await this.channel;
    return new Promise(resolve => {
      channel.onmessage = ({data}) => resolve(JSON.parse(data as string));
    });
  }

  close(): void {
    this.peer.close();
  }
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (peer.iceGatheringState === 'complete') resolve();
    };
    peer.onicegatheringstatechange = check;
    check();
  });
}
