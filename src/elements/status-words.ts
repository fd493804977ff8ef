import type {StringKey} from '../localize/strings.js';
import type {Snapshot} from '../state/snapshot.js';
import type {Assistant} from './assistant.js';

/** What is shown: both, where the person speaks while the assistant does, or while it works. */
export function shownStatus(
  assistant: Pick<Assistant, 'snapshot' | 'turnDetection' | 'bargeIn'>,
): StringKey[] {
  const {snapshot} = assistant;
  const {phase, muted, held, userSpeaking, capabilities, lastCallMs, error} = snapshot;
  const isHeld = held && !muted;
  if (phase === 'idle') return lastCallMs === undefined ? [] : ['phase-idle'];
  if (phase === 'failed') return [error?.code === 'connection-lost' ? 'connectionLost' : 'phase-failed'];
  if (phase === 'listening') return [isHeld ? 'status-held' : spokenStatus(assistant)];
  if (muted && !snapshot.textOnly && (phase === 'thinking' || phase === 'speaking')) return ['status-muted'];
  if (isHeld || userSpeaking) return [`phase-${phase}`, 'status-held'];
  const interrupts =
    phase === 'speaking' &&
    !muted &&
    !snapshot.textOnly &&
    capabilities?.turns !== false &&
    assistant.bargeIn !== 'off' &&
    assistant.turnDetection !== 'push-to-talk';
  return [interrupts ? 'talkToInterrupt' : `phase-${phase}`];
}

/**
 * What is said to a screen reader. A person who hears the conversation knows whose turn it is: saying so would only
 * talk over it. What sound does not tell is whether there is a connection, and whether the microphone is on.
 */
export function spokenStatus({
  snapshot,
  turnDetection,
}: Pick<Assistant, 'snapshot' | 'turnDetection'>): StringKey {
  const {phase, muted, textOnly, capabilities} = snapshot;
  if (!isOpen(snapshot)) return `phase-${phase}`;
  if (textOnly || muted) return textOnly ? 'status-text-only' : 'status-muted';
  const isHeldToTalk = turnDetection === 'push-to-talk' && capabilities?.pushToTalk !== false;
  return isHeldToTalk ? 'holdToTalk' : 'phase-listening';
}

/** Whether the two can talk. */
export function isOpen({phase}: Pick<Snapshot, 'phase'>): boolean {
  return phase === 'listening' || phase === 'thinking' || phase === 'speaking';
}

/** Whether the browser or the page forbids the microphone: to try again is of no use. */
export function isMicrophoneBlocked(code: string | undefined): boolean {
  return code === 'mic-denied' || code === 'mic-policy' || code === 'insecure-context';
}

/** Minutes and seconds, as on a telephone. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
