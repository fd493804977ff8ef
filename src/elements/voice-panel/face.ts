import {recentTurns} from '../../state/snapshot.js';
import type {PanelHost} from '../panel-host.js';

/** The face that the panel shows: the picture of the voice, or the conversation in writing. */
export function faceOf(host: PanelHost): 'voice' | 'text' {
  const {snapshot, transcript, answers, face, shownFace} = host;
  if (transcript === 'off') return 'voice';
  // What is typed has to be read, and so has what was said on the page before.
  if (snapshot.textOnly || snapshot.restored) return 'text';
  return shownFace ?? (answers === 'written' ? 'text' : face);
}

/** Nothing was said yet, and there is no call: the person is told what this is, and what they can do. */
export function isNew({snapshot}: PanelHost): boolean {
  return snapshot.phase === 'idle' && !recentTurns(snapshot).length;
}
