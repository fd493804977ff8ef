import type {VoiceSession} from '../voice-session.js';

/**
 * One session, and what the other side of it does when a check asks for it. What a backend does not have is left out:
 * the checks that need it are skipped. All of it may return a promise.
 */
export interface SessionScene {
  /** The session to be checked: new, and not started. */
  readonly session: VoiceSession;
  /** What the user's microphone hears. @default a silent track, where there is an AudioContext */
  readonly microphone?: MediaStreamTrack;
  /** Typed words that are answered at length, for a second at least. @default 'Tell me a long story.' */
  readonly longQuestion?: string;
  /** The model responds to every result of a tool, whatever is wished: what is about that is skipped. @default false */
  readonly respondsToEveryResult?: boolean;
  /** The user is heard saying this. Resolves when they have said it. */
  userSpeaks?(text: string): unknown;
  /** The model calls a tool of the page. @returns what the other side was told of it, where the scene can see that */
  callTool?(name: string, args: object): unknown;
  /** A tool that the server runs asks for approval. @returns whether it was given, where the scene can see that */
  askApproval?(name: string, args: object): unknown;
  /** The connection breaks. */
  lose?(): unknown;
  /** The other side ends the call for good. */
  end?(): unknown;
  /** @returns how many connections of this session are open */
  openConnections?(): number | Promise<number>;
  /** @returns what the model knows from `sendContext()` */
  contextTold?(): readonly string[] | Promise<readonly string[]>;
  /** The check is over: what the scene opened is closed. The session was stopped. */
  close?(): unknown;
}

/** What a check wants of the scene that is made for it. */
export interface SceneWishes {
  /** The user ends turns by `stopTalking()`: the server does not detect their end. */
  readonly pushToTalk: boolean;
}

/** Makes a scene. Called anew for each check. */
export type CreateScene = (wishes: SceneWishes) => SessionScene | Promise<SessionScene>;

/** How patient a check is. */
export interface SessionCheckOptions {
  /** What a check may take in all. The limit of the test runner must be longer. @default 10000 */
  readonly deadlineMs?: number;
  /** Where nothing may happen, a check waits for so long. It must exceed the way to the other side and back. @default 300 */
  readonly quietMs?: number;
}

/** How a check went. One that fails rejects, with a sentence. */
export interface SessionCheckResult {
  /** Why it was not made; unset where it passed. */
  readonly skipped?: string;
}

/** One demand on every session. */
export interface SessionCheck {
  /** Completes "A session …". */
  readonly name: string;
  /** @throws {Error} that says what is wrong, and what was reported until then */
  check(create: CreateScene, options?: SessionCheckOptions): Promise<SessionCheckResult>;
}
