import {noCapabilities} from '../../src/state/capabilities.js';
import type {Devices} from '../../src/state/devices.js';
import type {Phase} from '../../src/state/phase.js';
import {reduce} from '../../src/state/reduce.js';
import {initialSnapshot, type Snapshot} from '../../src/state/snapshot.js';
import type {Turns} from '../../src/state/turns.js';
import {VoiceError} from '../../src/state/voice-error.js';
import type {VoiceEvent} from '../../src/state/voice-event.js';

/** Nothing is seen in it: what counts is which one it is. */
export const aStream = {id: 'stream-1'} as MediaStream;

/** A headset and a loudspeaker, the headset in use. */
export const someDevices: Devices = Object.freeze({
  inputs: Object.freeze([Object.freeze({deviceId: 'headset', label: 'Headset'})]),
  outputs: Object.freeze([Object.freeze({deviceId: 'room', label: 'Loudspeaker'})]),
  input: 'headset',
  output: '',
  lost: null,
});

export const restoredTurns: Turns = Object.freeze([
  Object.freeze({id: 'turn-1', role: 'user', text: 'Before', final: true, interrupted: false} as const),
]);

const lost = new VoiceError('connection-lost');

const toListening: readonly VoiceEvent[] = [
  {type: 'start'},
  {type: 'microphone-opened'},
  {type: 'session-opened', sessionId: 'session'},
];
const toSpeaking: readonly VoiceEvent[] = [
  ...toListening,
  {type: 'response-started', responseId: 'response-1'},
  {type: 'playback-started'},
];

/** A natural way into each phase. */
export const wayTo: Readonly<Record<Phase, readonly VoiceEvent[]>> = {
  idle: [],
  'requesting-microphone': toListening.slice(0, 1),
  connecting: toListening.slice(0, 2),
  listening: toListening,
  thinking: toSpeaking.slice(0, -1),
  speaking: toSpeaking,
  reconnecting: [...toSpeaking, {type: 'session-lost', error: lost}],
  failed: [{type: 'start'}, {type: 'session-failed', error: lost}],
};

/** What events make of a snapshot, one after the other. */
export function after(events: Iterable<VoiceEvent>, snapshot: Snapshot = initialSnapshot): Snapshot {
  for (const event of events) snapshot = reduce(snapshot, event).snapshot;
  return snapshot;
}

const responseIds = ['response-1', 'response-2', ''];
const turnIds = ['turn-1', 'turn-2', 'turn-3', '__proto__'];
const roles = ['user', 'assistant'] as const;

/** Every kind of event, with few enough ids that they meet each other often. */
export const someEvents: readonly VoiceEvent[] = [
  {type: 'start'},
  {type: 'start-text-only'},
  {type: 'stop', reason: 'stopped'},
  {type: 'mute'},
  {type: 'unmute'},
  {type: 'interrupt'},
  {type: 'hold'},
  {type: 'release'},
  {type: 'clear'},
  {type: 'turns-restored', turns: restoredTurns},
  {type: 'ending', at: 1},
  {type: 'ending', at: null},
  {type: 'devices-changed', devices: someDevices},
  {type: 'microphone-opened'},
  {type: 'microphone-lost'},
  {type: 'microphone-failed', error: new VoiceError('mic-denied')},
  {type: 'session-opened', sessionId: 'session'},
  {type: 'session-opened', sessionId: ''},
  {type: 'session-lost', error: lost},
  {type: 'session-failed', error: new VoiceError('token-network')},
  {type: 'session-stalled'},
  {type: 'session-resumed'},
  {type: 'quality-changed', connection: {quality: 'poor', roundTripMs: 500, lossRatio: 0.1, jitterMs: 70}},
  {type: 'speech-started'},
  {type: 'speech-stopped'},
  {type: 'input-committed'},
  {type: 'input-committed', responseFollows: false},
  ...['work-1', 'work-2'].flatMap(id => [
    {type: 'work-started', id} as const,
    {type: 'work-finished', id} as const,
    {type: 'work-finished', id, responseFollows: true} as const,
  ]),
  {type: 'session-ended', reason: 'remote'},
  {type: 'usage', usage: {inputTokens: 1, outputTokens: 2, totalTokens: 3}, total: false},
  {type: 'capabilities-changed', capabilities: noCapabilities},
  {type: 'agent-shown', agent: {name: 'Refunds'}},
  {type: 'video', stream: aStream},
  {type: 'video', stream: null},
  {type: 'sharing-changed', sharing: {camera: 'on', screen: 'opening', preview: aStream}},
  ...responseIds.map(responseId => ({type: 'response-started', responseId}) as const),
  ...responseIds.flatMap(responseId =>
    [true, false].map(
      audible => ({type: 'response-finished', responseId, status: 'completed', audible}) as const,
    ),
  ),
  {type: 'response-overdue'},
  {type: 'playback-started'},
  {type: 'playback-stopped', cut: true},
  {type: 'playback-stopped', cut: false},
  {type: 'problem', error: new VoiceError('playback-blocked')},
  {type: 'problem', error: new VoiceError('response-failed')},
  {type: 'problem-solved', code: 'playback-blocked'},
  ...turnIds.flatMap(id => [
    ...roles.flatMap((role): VoiceEvent[] => [
      {type: 'turn-started', id, role, after: 'turn-1'},
      {type: 'turn-text', id, role, text: `${role} says`, final: false},
      {type: 'turn-text', id, role, text: `${role} says more`, final: true},
    ]),
    {type: 'turn-finished', id} as const,
    {type: 'turn-interrupted', id} as const,
    {type: 'turn-interrupted', id, heardMs: 700} as const,
    {type: 'turn-removed', id} as const,
    {type: 'transcription-failed', id} as const,
    {type: 'turn-waiting', id, text: 'Typed'} as const,
    {type: 'turn-sent', id} as const,
  ]),
];
