import {expect} from '@open-wc/testing';
import {noCapabilities} from '../../src/state/capabilities.js';
import type {Phase} from '../../src/state/phase.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {noUsage, type VoiceEvent} from '../../src/state/voice-event.js';
import {aStream as stream, after, someDevices, wayTo} from '../helpers/events.js';

const blocked = new VoiceError('playback-blocked');
const failed = new VoiceError('response-failed');
const connection = {quality: 'poor', roundTripMs: 500, lossRatio: 0.1, jitterMs: 70} as const;
const usage = {inputTokens: 1, outputTokens: 2, totalTokens: 3};
const agent = {name: 'Refunds', avatar: '/refunds.png'};
const held: VoiceEvent = {type: 'hold'};
const answering: VoiceEvent = {type: 'response-started', responseId: 'a'};
const playing: VoiceEvent = {type: 'playback-started'};
const done = (more: object = {}) =>
  ({type: 'response-finished', responseId: 'a', status: 'completed', audible: true, ...more}) as VoiceEvent;
const work = (id: string): VoiceEvent => ({type: 'work-started', id});
const problem = (error: VoiceError): VoiceEvent => ({type: 'problem', error});

type Facts = Partial<Snapshot>;

/** From a phase, through some events: what was so before the last of them, and what is so after it. */
const cases: readonly (readonly [string, Phase, readonly VoiceEvent[], before: Facts, after: Facts])[] = [
  ['push-to-talk that is let go', 'listening', [held, {type: 'release'}], {held: true}, {held: false}],
  ['the end that is announced', 'listening', [{type: 'ending', at: 7}], {endsAt: null}, {endsAt: 7}],
  [
    'devices that come',
    'idle',
    [{type: 'devices-changed', devices: someDevices}],
    {},
    {devices: someDevices},
  ],
  [
    'a connection that is measured',
    'listening',
    [{type: 'quality-changed', connection}],
    {quality: null},
    {quality: 'poor'},
  ],
  [
    'what was said, once it is a turn',
    'listening',
    [{type: 'speech-started'}, {type: 'input-committed'}],
    {userSpeaking: true},
    {userSpeaking: false},
  ],
  ['a problem', 'listening', [problem(blocked)], {error: null}, {error: blocked}],
  [
    'a problem that is solved',
    'listening',
    [problem(blocked), {type: 'problem-solved', code: 'playback-blocked'}],
    {error: blocked},
    {error: null},
  ],
  [
    'another problem than the one that is solved',
    'listening',
    [problem(failed), {type: 'problem-solved', code: 'playback-blocked'}],
    {error: failed},
    {error: failed},
  ],
  [
    'sound that is blocked, which another problem does not hide',
    'listening',
    [problem(blocked), problem(failed)],
    {error: blocked},
    {error: blocked},
  ],
  ['an answer that fails no more', 'listening', [problem(failed), answering], {error: failed}, {error: null}],
  ['an answer that is made', 'listening', [answering], {responseId: null}, {responseId: 'a'}],
  [
    'an answer that is overdue',
    'thinking',
    [answering, {type: 'response-overdue'}],
    {responseId: 'a'},
    {responseId: null},
  ],
  ['an answer that is made no more', 'listening', [answering, done()], {responseId: 'a'}, {responseId: null}],
  [
    'an earlier answer that is made no more',
    'listening',
    [answering, done({responseId: 'b'})],
    {responseId: 'a'},
    {responseId: 'a'},
  ],
  ['what an answer costs', 'listening', [answering, done({usage})], {usage: noUsage}, {usage}],
  ['an answer that costs nothing', 'listening', [answering, done()], {usage: noUsage}, {usage: noUsage}],
  [
    'what the call costs so far',
    'listening',
    [{type: 'usage', usage, total: true}],
    {usage: noUsage},
    {usage},
  ],
  [
    'what comes on top',
    'listening',
    [
      {type: 'usage', usage, total: true},
      {type: 'usage', usage, total: false},
    ],
    {usage},
    {usage: {inputTokens: 2, outputTokens: 4, totalTokens: 6}},
  ],
  [
    'what a backend can do',
    'idle',
    [{type: 'capabilities-changed', capabilities: noCapabilities}],
    {},
    {capabilities: noCapabilities},
  ],
  ['an agent that speaks', 'listening', [{type: 'agent-shown', agent}], {}, {agent}],
  [
    'an agent that has left',
    'listening',
    [{type: 'agent-shown', agent}, {type: 'agent-shown'}],
    {agent},
    {agent: undefined},
  ],
  ['what is seen of the assistant', 'listening', [{type: 'video', stream}], {}, {video: stream}],
  [
    'video that was lost with its session',
    'listening',
    [
      {type: 'video', stream},
      {type: 'session-lost', error: new VoiceError('connection-lost')},
    ],
    {video: stream},
    {video: undefined, phase: 'reconnecting'},
  ],
  [
    'camera and screen',
    'listening',
    [{type: 'sharing-changed', sharing: {camera: 'on', screen: 'opening', preview: stream}}],
    {camera: undefined, screen: undefined},
    {camera: 'on', screen: 'opening', preview: stream},
  ],
  [
    'camera and screen of a call that is over',
    'listening',
    [
      {type: 'sharing-changed', sharing: {camera: 'on', screen: 'on', preview: stream}},
      {type: 'stop', reason: 'stopped'},
    ],
    {camera: 'on'},
    {camera: undefined, screen: undefined, preview: undefined, video: undefined, phase: 'idle'},
  ],
  [
    'an agent of a call that is over',
    'listening',
    [
      {type: 'agent-shown', agent},
      {type: 'stop', reason: 'stopped'},
    ],
    {agent},
    {agent: undefined, phase: 'idle'},
  ],
  ['work that begins', 'listening', [work('x')], {}, {work: ['x']}],
  ['work that begins twice', 'listening', [work('x'), work('x')], {work: ['x']}, {work: ['x']}],
  [
    'work beside other work',
    'listening',
    [work('x'), work('y'), {type: 'work-finished', id: 'x'}],
    {work: ['x', 'y']},
    {work: ['y']},
  ],
  [
    'the last work',
    'listening',
    [work('x'), {type: 'work-finished', id: 'x'}],
    {work: ['x']},
    {work: undefined},
  ],
  ['sound that comes out', 'thinking', [answering, playing], {playing: false}, {playing: true}],
  [
    'sound that is cut',
    'thinking',
    [answering, playing, {type: 'playback-stopped', cut: true}],
    {playing: true, responseId: 'a'},
    {playing: false, responseId: null},
  ],
  [
    'the sound of the answer under way, which ends',
    'thinking',
    [answering, playing, {type: 'playback-stopped', cut: false, responseId: 'a'}],
    {playing: true},
    {playing: false, responseId: null},
  ],
  [
    'the sound of an earlier answer, which ends',
    'thinking',
    [answering, playing, {type: 'playback-stopped', cut: false, responseId: 'b'}],
    {playing: true},
    {playing: false, responseId: 'a'},
  ],
  [
    'a start while a call is on',
    'listening',
    [problem(failed), {type: 'start'}],
    {error: failed},
    {phase: 'listening'},
  ],
  [
    'a start after a failure',
    'failed',
    [{type: 'start'}],
    {phase: 'failed'},
    {error: null, textOnly: false, restored: false, usage: noUsage},
  ],
  [
    'a start in writing',
    'idle',
    [{type: 'start-text-only'}],
    {textOnly: false},
    {textOnly: true, online: false},
  ],
  [
    'turns of the page before',
    'idle',
    [
      {
        type: 'turns-restored',
        turns: [{id: '1', role: 'user', text: 'Hello', final: true, interrupted: false}],
      },
    ],
    {restored: false},
    {restored: true},
  ],
  [
    'the time of a call',
    'connecting',
    [{type: 'microphone-opened'}, {type: 'session-opened', sessionId: 's', at: 5}],
    {startedAt: null},
    {startedAt: 5, sessionId: 's'},
  ],
  [
    'the time of a call that goes on after a repair',
    'reconnecting',
    [{type: 'session-opened', sessionId: 't', at: 9}],
    {online: false},
    {online: true, sessionId: 't'},
  ],
];

describe('A snapshot holds', () => {
  for (const [name, phase, events, before, expected] of cases)
    it(name, () => {
      const start = after(wayTo[phase]);
      const almost = after(events.slice(0, -1), start);
      const snapshot = after(events.slice(-1), almost);
      for (const [fact, value] of Object.entries(before))
        expect(almost[fact as keyof Snapshot], `${fact} before`).to.deep.equal(value);
      for (const [fact, value] of Object.entries(expected))
        expect(snapshot[fact as keyof Snapshot], fact).to.deep.equal(value);
    });
});
