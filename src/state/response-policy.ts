import {
  responseStages,
  type ResponseEffect,
  type ResponseEvent,
  type ResponseFacts,
  type ResponseStage,
  type ResponseState,
} from './response-state.js';

/** Conditions that a row can name. */
export type ResponseGuard = keyof typeof guards;

const guards = {
  'the user speaks': speaks,
  'the assistant is heard': ({playing}) => playing,
  'push-to-talk was released': ({committing}) => committing,
  'the server responds by itself': ({automatic}) => automatic,
  'a response is wanted': ({wanted}) => wanted,
  'one is wanted, but the user speaks': facts => facts.wanted && speaks(facts),
  'it is unwanted': ({unwanted}) => unwanted,
  'it knows what it was wanted for': (_, event) => event.type === 'started' && event.aware,
  'it does so': (_, event) => event.type === 'configured' && event.automatic,
} satisfies Record<string, (facts: ResponseFacts, event: ResponseEvent) => boolean>;

/** What they say is about to become a turn also while push-to-talk waits for the confirmation of one. */
function speaks({userSpeaking, held, committing}: ResponseFacts): boolean {
  return userSpeaking || held || committing;
}

/** One line of the table: go to a stage, set facts, run effects in order. A row without `when` is always taken. */
export interface ResponseRow {
  readonly to: ResponseStage;
  readonly when?: ResponseGuard;
  readonly set?: Partial<ResponseFacts>;
  readonly effects?: readonly ResponseEffect[];
}

type Rows = readonly ResponseRow[];
type Column = Readonly<Record<ResponseStage, Rows>>;

/** Rows that are alike in every stage but for where they stay. */
function everywhere(make: (stage: ResponseStage) => Rows): Column {
  return Object.fromEntries(responseStages.map(stage => [stage, make(stage)])) as Record<ResponseStage, Rows>;
}

/** What a turn of the user leaves behind. */
const turnOver = {userSpeaking: false, committing: false, awaitingCommit: false} as const;
/** Push-to-talk is held from now on; a turn before that is not confirmed any more. */
const holding = {held: true, committing: false} as const;
/** What the end of a response leaves behind. */
const ended = {awaitingEnd: false, unwanted: false} as const;

const request = {to: 'requested', set: {wanted: false}, effects: ['request']} as const satisfies ResponseRow;
const replace = {wanted: true, unwanted: true, awaitingEnd: true} as const;

/** What follows when a response has ended, or is taken to have. */
const afterResponse: Rows = [
  {to: 'none', when: 'one is wanted, but the user speaks', set: ended},
  {...request, when: 'a response is wanted', set: {...ended, wanted: false}},
  {to: 'none', set: ended},
];

/** A response that was awaited has begun. */
const begun: Rows = [
  {to: 'running', when: 'it is unwanted', set: {unwanted: false}, effects: ['cancel', 'cut']},
  {to: 'running', when: 'it knows what it was wanted for', set: {wanted: false}},
  {to: 'running'},
];

/** The server generates another response: what was asked for is asked for again after that. */
const refused: Rows = [{to: 'running', set: {wanted: true}}];
const refusedAwaited: Rows = [
  {to: 'running', when: 'it is unwanted', set: {unwanted: false}, effects: ['cancel', 'cut']},
  ...refused,
];

/** What follows when the user has spoken and no turn came of it. */
function withoutTurn(stage: ResponseStage, set: Partial<ResponseFacts>): Rows {
  return stage === 'none'
    ? [
        {...request, when: 'a response is wanted', set: {...set, wanted: false}},
        {to: stage, set},
      ]
    : [{to: stage, set}];
}

/**
 * The response policy: for each event, what each stage does about it. Servers generate one response at a time and
 * refuse a second one; nothing is asked for while the user speaks.
 *
 * It is data, as the phase table is: printed (docs/architecture.md) and walked by the tests.
 */
export const responsePolicy: Readonly<Record<ResponseEvent['type'], Column>> = {
  wanted: {
    none: [{to: 'none', when: 'the user speaks', set: {wanted: true}}, request],
    expected: [{to: 'expected', set: {wanted: true}}],
    requested: [{to: 'requested', set: {wanted: true}}],
    running: [{to: 'running', set: {wanted: true}}],
  },
  'wanted-now': {
    // What is still heard belongs to a response that was generated long ago.
    none: [{...request, when: 'the assistant is heard', effects: ['cut', 'request']}, request],
    expected: replaced('expected'),
    requested: replaced('requested'),
    running: [
      {to: 'running', set: {wanted: true, awaitingEnd: true, unwanted: false}, effects: ['cancel', 'cut']},
    ],
  },
  stopped: {
    none: [
      {to: 'none', when: 'the assistant is heard', set: {wanted: false}, effects: ['cut']},
      {to: 'none', set: {wanted: false}},
    ],
    expected: stopped('expected'),
    requested: stopped('requested'),
    running: [{to: 'running', set: {wanted: false, awaitingEnd: false}, effects: ['cancel', 'cut']}],
  },
  held: {
    none: [
      {
        to: 'none',
        when: 'the assistant is heard',
        set: holding,
        effects: ['cut', 'clear-input'],
      },
      {to: 'none', set: holding, effects: ['clear-input']},
    ],
    expected: heldWhileAwaited('expected'),
    requested: heldWhileAwaited('requested'),
    running: [{to: 'running', set: holding, effects: ['cancel', 'cut', 'clear-input']}],
  },
  released: everywhere(stage => [{to: stage, set: {held: false, committing: true}, effects: ['commit']}]),
  'speech-started': everywhere(stage => [{to: stage, set: {userSpeaking: true, awaitingCommit: false}}]),
  'speech-stopped': everywhere(stage => [
    {to: stage, when: 'the user speaks', set: {awaitingCommit: true}},
    {to: stage},
  ]),
  committed: {
    none: [
      {...request, when: 'push-to-talk was released', set: {...turnOver, wanted: false}},
      // What it was told before, it responds to as well: whether it knew shows when the response begins.
      {to: 'expected', when: 'the server responds by itself', set: turnOver},
      {...request, when: 'a response is wanted', set: {...turnOver, wanted: false}},
      {to: 'none', set: turnOver},
    ],
    expected: [
      {
        to: 'expected',
        when: 'push-to-talk was released',
        set: {...turnOver, wanted: true, unwanted: true, awaitingEnd: true},
      },
      // The one that was cancelled never came.
      {to: 'expected', set: {...turnOver, unwanted: false}},
    ],
    requested: [
      {
        to: 'requested',
        when: 'push-to-talk was released',
        set: {...turnOver, wanted: true, unwanted: true, awaitingEnd: true},
      },
      {to: 'requested', set: turnOver},
    ],
    running: [
      {
        to: 'running',
        when: 'push-to-talk was released',
        set: {...turnOver, wanted: true, awaitingEnd: true},
        effects: ['cancel', 'cut'],
      },
      {to: 'running', set: turnOver},
    ],
  },
  'nothing-committed': everywhere(stage => withoutTurn(stage, turnOver)),
  'commit-overdue': everywhere(stage => withoutTurn(stage, turnOver)),
  'input-forgotten': everywhere(stage => withoutTurn(stage, {...turnOver, held: false})),
  started: {none: [{to: 'running'}], expected: begun, requested: begun, running: begun},
  ended: {
    none: [{to: 'none'}],
    expected: [{to: 'expected'}],
    requested: [{to: 'requested'}],
    running: afterResponse,
  },
  refused: {none: refused, expected: refusedAwaited, requested: refusedAwaited, running: refused},
  'end-overdue': {
    none: [{to: 'none'}],
    expected: afterResponse,
    requested: afterResponse,
    running: afterResponse,
  },
  'playback-started': everywhere(stage => [{to: stage, set: {playing: true}}]),
  'playback-stopped': everywhere(stage => [{to: stage, set: {playing: false}}]),
  configured: everywhere(stage => [
    {to: stage, when: 'it does so', set: {automatic: true}},
    {to: stage, set: {automatic: false}},
  ]),
};

function replaced(stage: ResponseStage): Rows {
  return [
    {to: stage, when: 'the assistant is heard', set: replace, effects: ['cut']},
    {to: stage, set: replace},
  ];
}

function stopped(stage: ResponseStage): Rows {
  const set = {wanted: false, unwanted: true, awaitingEnd: false} as const;
  return [
    {to: stage, when: 'the assistant is heard', set, effects: ['cut']},
    {to: stage, set},
  ];
}

function heldWhileAwaited(stage: ResponseStage): Rows {
  const set = {...holding, unwanted: true} as const;
  return [
    {to: stage, when: 'the assistant is heard', set, effects: ['cut', 'clear-input']},
    {to: stage, set, effects: ['clear-input']},
  ];
}

/** The row that an event takes. */
export function responseRowFor(state: ResponseState, event: ResponseEvent): ResponseRow {
  return responsePolicy[event.type][state.stage].find(({when}) => !when || guards[when](state, event))!;
}

/** The state after an event. */
export function nextResponseState(state: ResponseState, {to, set}: ResponseRow): ResponseState {
  return Object.freeze({...state, ...set, stage: to});
}
