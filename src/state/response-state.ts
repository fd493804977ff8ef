/** Where the making of responses is. */
export const responseStages = ['none', 'expected', 'requested', 'running'] as const;

/**
 * `none`: the server generates nothing. `expected`: a turn has ended, and the server responds by itself. `requested`:
 * the page asked for a response that has not begun. `running`: the server generates one.
 */
export type ResponseStage = (typeof responseStages)[number];

/** What bears on responses. */
export type ResponseEvent =
  /** Something is to be responded to when nothing holds it back: a tool result, a note, a prompt. */
  | {readonly type: 'wanted'}
  /** Typed words: they take the place of the response under way. */
  | {readonly type: 'wanted-now'}
  /** The assistant is to stop. */
  | {readonly type: 'stopped'}
  /** Push-to-talk. */
  | {readonly type: 'held'}
  | {readonly type: 'released'}
  | {readonly type: 'speech-started'}
  | {readonly type: 'speech-stopped'}
  /** What the user said is a turn now. */
  | {readonly type: 'committed'}
  /** There was nothing to commit. */
  | {readonly type: 'nothing-committed'}
  /** Speech has stopped, and no turn came of it. */
  | {readonly type: 'commit-overdue'}
  /** What was being said or held counts no more: turn detection changed, or the connection was away. */
  | {readonly type: 'input-forgotten'}
  /** `aware`: it knows everything that a response was wanted for. */
  | {readonly type: 'started'; readonly aware: boolean}
  | {readonly type: 'ended'}
  /** The server refused a request: it generates another response. */
  | {readonly type: 'refused'}
  /** A response that was to end has not said so. */
  | {readonly type: 'end-overdue'}
  | {readonly type: 'playback-started'}
  | {readonly type: 'playback-stopped'}
  /** The server said whether it responds to a turn by itself. */
  | {readonly type: 'configured'; readonly automatic: boolean};

/** What is done about it. */
export type ResponseEffect =
  /** A response is asked for. */
  | 'request'
  /** The response under way is cancelled. */
  | 'cancel'
  /** The sound of the assistant is cut. */
  | 'cut'
  /** What was heard of the user so far is forgotten, */
  | 'clear-input'
  /** or becomes a turn. */
  | 'commit';

/** The facts beside the stage. */
export interface ResponseFacts {
  /** Another response is to be asked for. */
  readonly wanted: boolean;
  /** The response that begins next is not wanted any more. */
  readonly unwanted: boolean;
  /** The user speaks: nothing is asked for meanwhile, since what they say is responded to as well. */
  readonly userSpeaking: boolean;
  /** Push-to-talk is held: the same. */
  readonly held: boolean;
  /** Push-to-talk was released; the server has not confirmed the turn. */
  readonly committing: boolean;
  /** Speech has stopped; whether a turn comes of it is not known yet. */
  readonly awaitingCommit: boolean;
  /** A response is to end so that another one can be asked for. */
  readonly awaitingEnd: boolean;
  /** The assistant is heard. */
  readonly playing: boolean;
  /** The server responds to a turn by itself. */
  readonly automatic: boolean;
}

/** Everything that the policy goes by. */
export interface ResponseState extends ResponseFacts {
  readonly stage: ResponseStage;
}

/** A call in which nothing was said. */
export const initialResponseState: ResponseState = Object.freeze({
  stage: 'none',
  wanted: false,
  unwanted: false,
  userSpeaking: false,
  held: false,
  committing: false,
  awaitingCommit: false,
  awaitingEnd: false,
  playing: false,
  automatic: true,
});
