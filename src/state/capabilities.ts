/** What a backend can do. Known before a call, frozen; what becomes known later is told by `capabilities-changed`. */
export interface SessionCapabilities {
  /** The two sides take turns. False: both speak at once, and there are no turns and no responses on the wire. */
  readonly turns: boolean;
  /** Who stops the assistant. `local`: the page silences it, and the model is only told. */
  readonly interrupt: 'server' | 'local' | false;
  /** Speaking over the assistant silences it, where there are turns. False: it goes on. @default true */
  readonly bargeIn?: boolean;
  /** Typed words can be sent. */
  readonly text: boolean;
  readonly images: boolean;
  /** The model can be told something without a turn. */
  readonly context: boolean;
  /** A call can go on from earlier turns. */
  readonly history: boolean;
  /** The model can forget what was said. */
  readonly clear: boolean;
  /** The model can be told how much of what it said was heard. */
  readonly truncate: boolean;
  /** `mute`: the microphone is on while the button is held, and nothing marks the end of a turn. */
  readonly pushToTalk: 'turn' | 'mute' | false;
  /** Who declares tools. `page`: `setTools()` does; `server`: the server does, and the page runs them by their names. */
  readonly tools: 'page' | 'server' | false;
  /** Tools that the server runs can ask for approval. */
  readonly approvals: boolean;
  /** A `RealtimeAgent` of `@openai/agents` can speak. */
  readonly agents: boolean;
  /** The assistant can be made to say something: word by word, or in its own words. */
  readonly say: 'verbatim' | 'prompted' | false;
  /** Settings that take effect in the middle of a call. */
  readonly configure: readonly string[];
  /** Settings that have any effect. */
  readonly reads: readonly string[];
  /** Voices to choose from, or whether any voice can be asked for. */
  readonly voices: readonly string[] | boolean;
  /** What is counted. */
  readonly usage: 'tokens' | 'seconds' | false;
  /** The assistant may be seen. */
  readonly video: boolean;
  /** The person can show what their camera sees. */
  readonly camera: boolean;
  /** The person can share their screen. */
  readonly screen: boolean;
}

/** Of a backend that can do nothing but speak and listen; what it can do besides is added to this. */
export const noCapabilities: SessionCapabilities = Object.freeze({
  turns: true,
  interrupt: 'server',
  text: false,
  images: false,
  context: false,
  history: false,
  clear: false,
  truncate: false,
  pushToTalk: false,
  tools: false,
  approvals: false,
  agents: false,
  say: false,
  configure: Object.freeze([]),
  reads: Object.freeze([]),
  voices: false,
  usage: false,
  video: false,
  camera: false,
  screen: false,
});
