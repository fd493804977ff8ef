import type * as Library from 'livekit-client';
import type {Page} from 'puppeteer-core';
import {createLiveKitTokenHandler, toNodeListener, type LiveKitSource} from '../../src/server/index.js';
import {setStage, type Stage, type StageOptions} from '../e2e/stage.js';
import {strictPolicy} from '../e2e/strict-page.js';
import {apiKey, apiSecret, startLiveKit, type AgentLanguage, type LiveKit} from './livekit-server.js';
import {
  lastWords,
  startServices,
  textOf,
  type ChatAnswer,
  type ChatMessage,
  type Services,
} from './services.js';

export const livekitAttributes = 'backend="livekit" token-endpoint="/livekit-token"';

/** What is different with a stage. */
export interface LiveKitStageOptions extends StageOptions {
  /** The file of the agent. */
  readonly agent?: string;
  /** What rooms are called; a number follows. */
  readonly roomName?: string;
  /** What pages may send. @default the microphone alone */
  readonly sources?: readonly LiveKitSource[];
}

/** Another one in a room. */
export interface Listener {
  /** How loud the person was at most, from now on for two seconds. */
  loudest(): Promise<number>;
  /** Has the agent do something, as a widget does. @returns what it answers */
  ask(method: string, payload: object): Promise<string>;
}

/** Pages, LiveKit with an agent, and what the agent hears, thinks and speaks with. */
export interface LiveKitStage extends Stage {
  readonly livekit: LiveKit;
  readonly services: Services;
  /** The rooms that pages were let into, in order. */
  readonly rooms: readonly string[];
  /** Joins a room as another one, who hears the person. */
  listenIn(room: string): Promise<Listener>;
}

export async function setLiveKitStage(
  options: LiveKitStageOptions = {},
  answer: (messages: readonly ChatMessage[]) => ChatAnswer = defaultAnswer,
  language?: AgentLanguage,
): Promise<LiveKitStage> {
  const services = await startServices(answer);
  const livekit = await startLiveKit(services.url, language, options.agent);
  const rooms: string[] = [];
  const handlerOptions = {apiKey, apiSecret, serverUrl: livekit.url, rateLimit: false} as const;
  const token = toNodeListener(
    createLiveKitTokenHandler({
      ...handlerOptions,
      session: () => {
        rooms.push(`${options.roomName ?? 'room'}-${rooms.length + 1}`);
        return {room: rooms.at(-1), sources: options.sources};
      },
    }),
  );
  const stage = await setStage({
    policy: () => strictPolicy(livekit.url, livekit.url.replace('ws', 'http')),
    ...options,
    answer: (request, response) => {
      if (options.answer?.(request, response)) return true;
      if (request.url !== '/livekit-token') return false;
      void token(request, response);
      return true;
    },
  });
  return {
    ...stage,
    livekit,
    services,
    rooms,
    async listenIn(room) {
      const handler = createLiveKitTokenHandler({...handlerOptions, session: {room, identity: 'listener'}});
      const headers = {'Sec-Fetch-Site': 'same-origin'};
      const answer = await handler(new Request(stage.url, {method: 'POST', headers}));
      const {server_url: url, participant_token: participantToken} = (await answer.json()) as Credentials;
      const page = await stage.browser.newPage();
      await page.evaluateOnNewDocument('globalThis.__name = value => value');
      await page.goto(`${stage.url}package.json`);
      await page.evaluate(listen, url, participantToken);
      return {
        loudest: () => page.evaluate(() => (window as unknown as Listener).loudest()),
        ask: (method, payload) =>
          page.evaluate(
            (method, payload) => (window as unknown as Listener).ask(method, payload),
            method,
            payload,
          ),
      };
    },
    openPage: (attributes = livekitAttributes, prepare?: (blank: Page) => Promise<void>) =>
      stage.openPage(attributes, prepare),
    async close() {
      await stage.close();
      await livekit.close();
      await services.close();
    },
  };
}

interface Credentials {
  readonly server_url: string;
  readonly participant_token: string;
}

/** Runs in a page: hears those who speak in a room, but the agent. */
async function listen(url: string, token: string): Promise<void> {
  const address: string = '/node_modules/livekit-client/dist/livekit-client.esm.mjs';
  const {Room, RoomEvent, Track} = (await import(address)) as typeof Library;
  const room = new Room();
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, {fftSize: 16_384});
  room.on(RoomEvent.TrackSubscribed, (track, _publication, participant) => {
    if (participant.isAgent || track.kind !== Track.Kind.Audio) return;
    const element = track.attach(); // Chromium decodes what is played alone.
    element.muted = true;
    const mediaStream = new MediaStream([track.mediaStreamTrack]);
    new MediaStreamAudioSourceNode(context, {mediaStream}).connect(analyser);
  });
  await room.connect(url, token);
  const loudest = () =>
    new Promise<number>(resolve => {
      let [most, looks] = [0, 0];
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        most = Math.max(most, ...samples.map(Math.abs));
        if (++looks < 20) return;
        clearInterval(timer);
        resolve(most);
      }, 100);
    });
  const ask = (method: string, payload: object) =>
    room.localParticipant.performRpc({
      destinationIdentity: [...room.remoteParticipants.values()].find(({isAgent}) => isAgent)!.identity,
      method,
      payload: JSON.stringify(payload),
    });
  Object.assign(window, {loudest, ask});
}

export const count =
  'One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty.';

/** A model that knows a few sentences. */
export function defaultAnswer(messages: readonly ChatMessage[]): ChatAnswer {
  const last = messages.at(-1);
  if (last?.role === 'tool') return `Done: ${textOf(last)}`;
  const words = lastWords(messages).toLowerCase();
  const [, tool, args] = /call (\w+) (\{.*\})/.exec(lastWords(messages)) ?? [];
  if (tool && args) return {tool, arguments: JSON.parse(args) as object};
  if (words.includes('what do you know')) return `I know: ${known(messages)}`;
  if (words.includes('who are you')) return 'I am a voice in a room.';
  if (words.includes('count')) return count;
  if (words.includes('cart')) return {tool: 'add_to_cart', arguments: {product: 'green tea', count: 2}};
  if (words.includes('cancel')) return {tool: 'cancel_order', arguments: {order: '42'}};
  return `You said: ${words}`;
}

/** What the model was told beside what was said. */
function known(messages: readonly ChatMessage[]): string {
  return messages
    .filter(({role}) => role === 'system' || role === 'developer')
    .slice(1)
    .map(textOf)
    .join(' ');
}
