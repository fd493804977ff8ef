import {fill} from '../localize/fill.js';
import {wordsOf} from '../localize/strings.js';
import {isCalling} from '../state/is-calling.js';
import type {PanelHost} from './panel-host.js';

/** What a press on the launcher does, and how the call stands that is behind it. */
export function launcherName(host: PanelHost): string {
  const {open, displayName, snapshot} = host;
  const {phase, muted} = snapshot;
  const words = wordsOf(host);
  if (open) return `${displayName}. ${isCalling(snapshot) ? words.minimize : words.close}`;
  if (phase === 'idle') return fill(words.talkTo, {name: displayName});
  // Whose turn it is changes too often for a name.
  const online = phase === 'listening' || phase === 'thinking' || phase === 'speaking';
  const state = !online ? (`phase-${phase}` as const) : muted ? 'status-muted' : 'phase-listening';
  return `${fill(words.openConversation, {name: displayName})}. ${words[state]}`;
}
