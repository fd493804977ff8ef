/* Runs in a page: a conversation by Pipecat's own client, over a connection that only carries. */

/** What is asked of a bot, each once the bot has answered what was asked before. */
export interface Scene {
  readonly text: string;
  /** What follows is asked while this is being answered. */
  readonly interrupts?: boolean;
}

interface Message {
  readonly label?: string;
  readonly type: string;
  readonly data?: object;
}

interface Client {
  connect(): Promise<unknown>;
  sendText(text: string): Promise<unknown>;
  disconnect(): Promise<void>;
}

/** What is used of `@pipecat-ai/client-js`, which only these tests install. */
interface Reference {
  readonly PipecatClient: new (options: object) => Client;
  readonly Transport: new () => object;
  readonly RTVIMessage: {clientReady(): Message};
}

/** Plays a scene through the client. @returns what the bot was told to have said, as it was completed */
export async function playWithReference(scene: readonly Scene[], address: string): Promise<string[]> {
  const {PipecatClient, Transport, RTVIMessage} = (await import(address)) as Reference;

  class Carrier extends Transport {
    state = 'disconnected';
    onMessage: (message: Message) => void = () => {};
    readonly peer = new RTCPeerConnection();
    readonly channel = this.peer.createDataChannel('chat');

    initialize(_options: object, onMessage: (message: Message) => void): void {
      this.onMessage = onMessage;
    }

    initDevices(): Promise<void> {
      return Promise.resolve();
    }

    _validateConnectionParams(): void {}

    async _connect(): Promise<void> {
      const {peer, channel} = this;
      peer.addTransceiver('audio');
      channel.onmessage = ({data}) => {
        const message = JSON.parse(String(data)) as Message;
        if (message.label === 'rtvi-ai') this.onMessage(message);
      };
      await peer.setLocalDescription();
      await new Promise<void>(resolve => {
        peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
      });
      const body = JSON.stringify({type: 'offer', sdp: peer.localDescription!.sdp});
      const response = await fetch('/api/offer', {method: 'POST', body});
      await peer.setRemoteDescription((await response.json()) as RTCSessionDescriptionInit);
      await new Promise(resolve => (channel.onopen = resolve));
      channel.send('ping');
      setInterval(() => channel.readyState === 'open' && channel.send('ping'), 1_000);
      this.state = 'connected';
    }

    _disconnect(): Promise<void> {
      this.peer.close();
      return Promise.resolve();
    }

    sendReadyMessage(): void {
      this.state = 'ready';
      this.sendMessage(RTVIMessage.clientReady());
    }

    sendMessage(message: Message): void {
      this.channel.send(JSON.stringify(message));
    }
  }

  const completed: string[] = [];
  let begun = () => {};
  let ended = () => {};
  const client = new PipecatClient({
    transport: new Carrier(),
    enableMic: false,
    callbacks: {
      onBotStartedSpeaking: () => begun(),
      onBotStoppedSpeaking: () => ended(),
      onBotOutput: ({spoken_status: status, text}: {spoken_status?: string; text: string}) => {
        if (status === 'completed') completed.push(text);
      },
    },
  });
  await client.connect();
  for (const {text, interrupts} of scene) {
    const answered = new Promise<void>(resolve => {
      ended = () => {}; // What is interrupted ends as well.
      begun = () => (interrupts ? resolve() : (ended = resolve));
    });
    await client.sendText(text);
    await answered;
  }
  await client.disconnect();
  return completed;
}
