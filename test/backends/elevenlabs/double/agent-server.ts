import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer} from 'ws';
import {EspeakTextToSpeech} from '../../../../local-server/speech/espeak.js';
import {AgentDouble, type AgentOptions} from './agent.js';
import {Ear} from './ear.js';

const rate = 16_000;
/** As eSpeak speaks. */
const voiceRate = 22_050;

export interface AgentServerOptions extends AgentOptions {
  /** What is heard of each utterance of the user, in order. @default 'Hello there.' */
  readonly utterances?: readonly string[];
}

/** Agents behind WebSockets, with a voice and ears: each connection has its own. */
export interface AgentServer {
  readonly agents: readonly AgentDouble[];
  /** The addresses that were asked for. */
  readonly urls: readonly string[];
  /** Takes the request for a WebSocket at `/agents`. @returns whether it did */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** The network loses all connections. */
  lose(): void;
  close(): Promise<void>;
}

export function createAgentServer(options: AgentServerOptions = {}): AgentServer {
  const {utterances = [], ...agentOptions} = options;
  const voice = new EspeakTextToSpeech();
  const agents: AgentDouble[] = [];
  const urls: string[] = [];
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: protocols => (protocols.has('convai') ? 'convai' : false),
  });
  let heard = 0;

  sockets.on('connection', (socket, request) => {
    urls.push(request.url ?? '');
    const ear = new Ear(
      rate,
      () => agent.userBegins(),
      () => void agent.userSaid(utterances[heard++] ?? 'Hello there.'),
    );
    const agent: AgentDouble = new AgentDouble(
      {send: text => socket.send(text), close: (code, reason) => socket.close(code, reason)},
      {
        output: `pcm_${voiceRate}`,
        speak: (text, signal) => spoken(voice, text, signal),
        onSound: bytes => ear.hear(bytes),
        ...agentOptions,
      },
    );
    agents.push(agent);
    socket.on('message', data => agent.receive((data as Buffer).toString()));
    socket.on('close', () => agent.closed());
  });

  return {
    agents,
    urls,
    handleUpgrade(request, socket, head) {
      if (!request.url?.startsWith('/agents')) return false;
      sockets.handleUpgrade(request, socket, head, opened => sockets.emit('connection', opened, request));
      return true;
    },
    lose: () => sockets.clients.forEach(socket => socket.terminate()),
    async close() {
      sockets.clients.forEach(socket => socket.terminate());
      sockets.close();
      await voice.close();
    },
  };
}

/** Speech in portions of a tenth of a second, as fast as it is made. */
async function* spoken(
  voice: EspeakTextToSpeech,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const portion = voiceRate / 10;
  for await (const sound of voice.speak(text, {voice: 'alloy', speed: 1, signal}))
    for (let start = 0; start < sound.length; start += portion) {
      const samples = Int16Array.from(sound.subarray(start, start + portion));
      yield new Uint8Array(samples.buffer);
    }
}
