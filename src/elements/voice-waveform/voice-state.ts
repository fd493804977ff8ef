import type {Snapshot} from '../../state/snapshot.js';

/** The states that have a picture of their own. */
export const voiceStates = [
  'idle',
  'written',
  'connecting',
  'listening',
  'thinking',
  'speaking',
  'muted',
  'reconnecting',
  'failed',
] as const;

export type VoiceState = (typeof voiceStates)[number];

/** What a picture of the voice shows of a snapshot. */
export function voiceState({phase, muted, textOnly}: Snapshot): VoiceState {
  if (phase === 'requesting-microphone') return 'connecting';
  if (phase !== 'listening') return phase;
  if (textOnly) return 'written'; // Without a microphone nothing listens.
  return muted ? 'muted' : 'listening';
}
