import {checkHostOptions, checkRange} from './check-options.js';
import {isObject, type HostHandlerOptions} from './options.js';
import type {TokenReport} from './report.js';
import type {TokenHandlerError} from './token-handler-error.js';

/** Tracks that a page can send. */
export type LiveKitSource = 'microphone' | 'camera' | 'screen_share' | 'screen_share_audio';

/** The room that a page is let into, and as whom. Nothing that the page sends changes it. */
export interface LiveKitRoomSettings {
  /** Default: a new one for each call, so that calls do not meet. */
  readonly room?: string;
  /** Unique in the room. Default: the `user` that `authorize` named, else a name made up for this call. */
  readonly identity?: string;
  /** As the agent sees the person. Default: none. */
  readonly name?: string;
  /** Text for the agent. Default: none. */
  readonly metadata?: string;
  /** Texts for the agent, by their names. Default: none. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Agents that are to join, by the names of their workers. Default: those that join every room. */
  readonly agents?: readonly {readonly agentName: string; readonly metadata?: string}[];
  /** What the page may send besides data. Default: the microphone alone. */
  readonly sources?: readonly LiveKitSource[];
}

/** What `createLiveKitTokenHandler` takes. */
export interface LiveKitTokenHandlerOptions extends Omit<
  HostHandlerOptions<LiveKitRoomSettings, TokenHandlerError, TokenReport>,
  'session' | 'upstream'
> {
  /** Address of the LiveKit server, as pages reach it: `wss://…`. */
  readonly serverUrl: string;
  /** The secret of the `apiKey`. It never leaves the server. A function is called for each request. */
  readonly apiSecret: HostHandlerOptions<never, never, never>['apiKey'];
  /** The room and the person; a function may make it up for the person who asks. Default: a room of their own. */
  readonly session?: HostHandlerOptions<LiveKitRoomSettings, never, never>['session'];
  /**
   * How long a token opens the room, in seconds from 10 to 86,400. Default 600: with a shorter one a page that loses its
   * connection in the first minutes comes back to another room.
   */
  readonly expiresAfter?: number;
}

export const defaultRoomExpiresAfter = 600;

/** @throws {TypeError} with one sentence that says what to change */
export function checkLiveKitOptions(maker: string, options: LiveKitTokenHandlerOptions): void {
  const {serverUrl, apiSecret, session = {}, expiresAfter = defaultRoomExpiresAfter} = options;
  checkHostOptions(maker, {...options, session}, 'LIVEKIT_API_KEY');
  if (typeof apiSecret !== 'function' && (typeof apiSecret !== 'string' || !apiSecret.trim()))
    throw new TypeError(`${maker} needs an apiSecret: is LIVEKIT_API_SECRET set on this server?`);
  if (!URL.canParse(serverUrl) || !/^(wss?|https?):$/.test(new URL(serverUrl).protocol))
    throw new TypeError(`${maker}: serverUrl is no address of a LiveKit server: is LIVEKIT_URL set?`);
  checkRange(maker, 'expiresAfter', expiresAfter, 10, 86_400);
  if (isObject(session) && typeof session !== 'function') checkRoom(maker, session);
}

function checkRoom(maker: string, {sources = []}: LiveKitRoomSettings): void {
  const known: readonly string[] = [
    'microphone',
    'camera',
    'screen_share',
    'screen_share_audio',
  ] satisfies LiveKitSource[];
  const wrong = sources.find(source => !known.includes(source));
  if (wrong)
    throw new TypeError(`${maker}: session.sources has no “${wrong}”; it can have ${known.join(', ')}.`);
}
