import type {SessionCapabilities} from './capabilities.js';
import type {Quality} from './connection-quality.js';
import type {VoiceEvent} from './voice-event.js';

/** Every phase of a conversation, in the order in which a spoken turn meets them. */
export const phases = [
  'idle',
  'requesting-microphone',
  'connecting',
  'listening',
  'thinking',
  'speaking',
  'reconnecting',
  'failed',
] as const;

/**
 * Where a conversation is.
 *
 * `listening` means the channel is open (and the microphone live, unless the conversation is text-only);
 * `speaking` means sound is coming out.
 */
export type Phase = (typeof phases)[number];

/** What the conversation does to the world when a row of the table is taken. */
export type Effect =
  | 'open-microphone'
  | 'open-session'
  | 'reopen-session'
  | 'close'
  | 'silence'
  | 'interrupt'
  | 'apply-mute'
  | 'begin-turn'
  | 'end-turn';

/** The facts beside the phase that a row may depend on. */
export interface PhaseFacts {
  readonly textOnly: boolean;
  readonly online: boolean;
  readonly responseId: string | null;
  readonly held: boolean;
  readonly muted: boolean;
  readonly quality: Quality | null;
  readonly userSpeaking: boolean;
  readonly work?: readonly string[];
  readonly capabilities?: SessionCapabilities;
}

/** Conditions a row can name. A row without one is taken when no earlier row was. */
export type Guard = keyof typeof guards;

const guards = {
  'text only': facts => facts.textOnly,
  'session already open': facts => facts.online,
  'it was only stalled': facts => facts.quality === 'lost',
  'another answer is on its way': (facts, event) =>
    event.type === 'playback-stopped' && !event.cut && facts.responseId !== null && !isOwnSound(facts, event),
  'not held yet': facts => !facts.held && !facts.muted && !facts.textOnly,
  held: facts => facts.held,
  'the sound of this answer': isOwnSound,
  'an earlier answer': (facts, event) =>
    event.type === 'response-finished' && event.responseId !== facts.responseId,
  'no response follows': (_facts, event) =>
    event.type === 'input-committed' && event.responseFollows === false,
  'both speak at once': facts => !takeTurns(facts),
  'the user has the turn': hasTurn,
  'work is under way': facts => !hasTurn(facts) && Boolean(facts.work?.length),
  'work goes on': facts => Boolean(facts.work?.length),
  'it was only stalled, and work goes on': facts => facts.quality === 'lost' && Boolean(facts.work?.length),
  'other work is under way': ({work = []}, event) =>
    event.type === 'work-finished' && work.some(id => id !== event.id),
  'a response follows': ({responseId}, event) =>
    responseId !== null || (event.type === 'work-finished' && Boolean(event.responseFollows)),
  'its sound is still to come': (_facts, event) => event.type === 'response-finished' && event.audible,
} satisfies Record<string, (facts: PhaseFacts, event: VoiceEvent) => boolean>;

/** Whether the sound that stopped was that of the answer under way. Servers that name none leave it open. */
function isOwnSound({responseId}: PhaseFacts, event: VoiceEvent): boolean {
  return event.type === 'playback-stopped' && (event.responseId ?? null) === responseId;
}

/** Whether one side speaks while the other listens. In full duplex there are no turns to have. */
function takeTurns({capabilities}: PhaseFacts): boolean {
  return capabilities?.turns !== false;
}

function hasTurn(facts: PhaseFacts): boolean {
  return facts.userSpeaking && takeTurns(facts);
}

/** One line of the table: go to a phase and run effects, in order. */
export interface Row {
  readonly to: Phase;
  readonly when?: Guard;
  readonly effects?: readonly Effect[];
}

/** A pair that is known and does nothing. */
export const ignored: readonly Row[] = [];

type Rows = readonly Row[];
type PhaseEventType = VoiceEvent['type'];
type Column = Readonly<Record<Phase, Rows>>;

/** A column in which only the named phases react. */
function only(rows: Partial<Record<Phase, Rows>>): Column {
  const everywhere = Object.fromEntries(phases.map(phase => [phase, ignored])) as Record<Phase, Rows>;
  return {...everywhere, ...rows};
}

/** The same effects in each of `from`, staying there. */
function staying(from: readonly Phase[], ...effects: Effect[]): Partial<Record<Phase, Rows>> {
  return Object.fromEntries(from.map(phase => [phase, [{to: phase, effects}]]));
}

/** The same guarded effects in each of `from`, staying there. */
function stayingWhen(
  when: Guard,
  from: readonly Phase[],
  ...effects: Effect[]
): Partial<Record<Phase, Rows>> {
  return Object.fromEntries(from.map(phase => [phase, [{to: phase, when, effects}]]));
}

/** The same row for each of `from`. */
function going(from: readonly Phase[], to: Phase, ...effects: Effect[]): Partial<Record<Phase, Rows>> {
  return Object.fromEntries(from.map(phase => [phase, [{to, effects}]]));
}

const open: readonly Phase[] = ['listening', 'thinking', 'speaking'];
const opening: readonly Phase[] = ['requesting-microphone', 'connecting'];
const live: readonly Phase[] = [...opening, ...open, 'reconnecting'];
const notIdle: readonly Phase[] = [...live, 'failed'];

const startWithMicrophone: Rows = [
  {to: 'requesting-microphone', effects: ['open-session', 'open-microphone']},
];
const startInText: Rows = [{to: 'connecting', effects: ['open-session']}];
const noticed = staying(live);
const committed: Rows = [
  {to: 'thinking', when: 'work goes on'},
  {to: 'listening', when: 'no response follows'},
  {to: 'thinking'},
];

/**
 * The phase table: for each event, what each phase does about it.
 *
 * It is data, so that it can be printed (docs/architecture.md) and walked by the tests: every pair is either
 * rows, tried in order, or `ignored`. Events that only change a flag or the transcript stay where they are.
 */
export const phaseTable: Readonly<Record<PhaseEventType, Column>> = {
  start: only({
    idle: startWithMicrophone,
    failed: startWithMicrophone,
    // A user who began by typing now wants to talk: the session stays, the microphone joins it.
    ...stayingWhen('text only', ['connecting', ...open, 'reconnecting'], 'open-microphone'),
  }),
  'start-text-only': only({idle: startInText, failed: startInText}),
  stop: only(going(notIdle, 'idle', 'close')),
  mute: only(staying(phases, 'apply-mute')),
  unmute: only(staying(phases, 'apply-mute')),
  interrupt: only({
    // The answer to what was just typed may be on its way.
    listening: [{to: 'listening', effects: ['interrupt']}],
    thinking: [{to: 'thinking', effects: ['interrupt']}],
    speaking: [{to: 'speaking', effects: ['interrupt']}],
  }),
  hold: only(stayingWhen('not held yet', open, 'begin-turn')),
  release: only(stayingWhen('held', open, 'end-turn')),
  ending: only(staying(live)),
  clear: only(staying(phases)),
  'turns-restored': only(staying(['idle', 'failed'])),
  'devices-changed': only(staying(phases)),

  'microphone-opened': only({
    'requesting-microphone': [{to: 'listening', when: 'session already open'}, {to: 'connecting'}],
    ...staying(['connecting', ...open, 'reconnecting']),
  }),
  // An unplugged or stolen microphone is asked for again; only if none answers does the conversation fail.
  'microphone-lost': only(staying(['connecting', ...open, 'reconnecting'], 'open-microphone')),
  'microphone-failed': only({
    'requesting-microphone': [{to: 'failed', effects: ['close']}],
    ...Object.fromEntries(
      (['connecting', ...open, 'reconnecting'] as const).map(phase => [
        phase,
        [
          {to: phase, when: 'text only'},
          {to: 'failed', effects: ['close']},
        ] satisfies Rows,
      ]),
    ),
  }),

  'session-opened': only({
    'requesting-microphone': [{to: 'requesting-microphone'}],
    ...going(['connecting', 'reconnecting'], 'listening'),
    // Another session took over between two turns.
    ...staying(open),
  }),
  'session-lost': only({
    // The user may be reading the microphone prompt.
    'requesting-microphone': [{to: 'requesting-microphone', effects: ['reopen-session']}],
    connecting: [{to: 'failed', effects: ['close']}],
    ...going(open, 'reconnecting', 'reopen-session'),
    ...stayingWhen('it was only stalled', ['reconnecting'], 'reopen-session'),
  }),
  'session-stalled': only(going(open, 'reconnecting', 'apply-mute')),
  'session-resumed': only({
    reconnecting: [
      {to: 'thinking', when: 'it was only stalled, and work goes on'},
      {to: 'listening', when: 'it was only stalled'},
    ],
  }),
  'quality-changed': only(staying(open)),
  'session-ended': only(going(live, 'idle', 'close')),
  usage: only(noticed),
  'capabilities-changed': only(staying(phases)),
  'agent-shown': only(noticed),
  'session-failed': only(going(live, 'failed', 'close')),

  'speech-started': only({
    listening: [{to: 'listening'}],
    thinking: [{to: 'thinking', when: 'both speak at once'}, {to: 'listening'}],
    speaking: [
      {to: 'speaking', when: 'both speak at once'},
      {to: 'speaking', effects: ['silence']},
    ],
  }),
  'speech-stopped': only({
    listening: [{to: 'thinking', when: 'work goes on'}, {to: 'listening'}],
    ...staying(['thinking', 'speaking']),
  }),
  'input-committed': only({
    listening: committed,
    thinking: committed,
    ...staying(['speaking']),
  }),
  'response-started': only({...going(['listening', 'thinking'], 'thinking'), ...staying(['speaking'])}),
  'response-finished': only({
    listening: [{to: 'listening'}],
    thinking: [
      {to: 'thinking', when: 'an earlier answer'},
      {to: 'thinking', when: 'its sound is still to come'},
      {to: 'thinking', when: 'work is under way'},
      {to: 'listening'},
    ],
    speaking: [{to: 'speaking'}],
  }),
  'response-overdue': only({thinking: [{to: 'listening'}]}),
  'work-started': only({
    listening: [{to: 'listening', when: 'the user has the turn'}, {to: 'thinking'}],
    ...staying(['thinking', 'speaking', 'reconnecting']),
  }),
  'work-finished': only({
    thinking: [
      {to: 'thinking', when: 'other work is under way'},
      {to: 'thinking', when: 'a response follows'},
      {to: 'listening'},
    ],
    ...staying(['listening', 'speaking', 'reconnecting']),
  }),
  'playback-started': only(going(open, 'speaking')),
  'playback-stopped': only({
    // Its start was lost.
    thinking: [
      {to: 'thinking', when: 'work is under way'},
      {to: 'listening', when: 'the sound of this answer'},
    ],
    speaking: [
      {to: 'thinking', when: 'another answer is on its way'},
      {to: 'thinking', when: 'work is under way'},
      {to: 'listening'},
    ],
  }),

  video: only(noticed),
  'sharing-changed': only(noticed),
  problem: only(noticed),
  'problem-solved': only(noticed),
  'turn-started': only(noticed),
  'turn-text': only(noticed),
  'turn-finished': only(noticed),
  'transcription-failed': only(noticed),
  'turn-interrupted': only(noticed),
  'turn-removed': only(noticed),
  // The person can write before there is a call, and while it is being repaired.
  'turn-waiting': only(staying(phases)),
  'turn-shown': only(staying(phases)),
  'turn-sent': only(noticed),
};

/** The row that (phase, event) takes, or `undefined` when the pair is ignored. */
export function rowFor(phase: Phase, event: VoiceEvent, facts: PhaseFacts): Row | undefined {
  return phaseTable[event.type][phase].find(row => !row.when || guards[row.when](facts, event));
}
