import type {SessionCapabilities} from '../state/capabilities.js';
import {isCalling} from '../state/is-calling.js';
import type {Assistant} from './assistant.js';

/**
 * What can be offered: in a call what its session can do, before it what the page's own session or the backend can. Unset
 * while that is not known; a session in JavaScript may leave things out.
 */
export function capabilitiesOf(assistant: Assistant | null): Partial<SessionCapabilities> | undefined {
  if (!assistant) return undefined;
  const {session, snapshot} = assistant;
  return (!isCalling(snapshot) && session?.capabilities) || snapshot.capabilities;
}

/** Whether the person can write: the page and the backend take words. */
export function takesText(assistant: Assistant | null): boolean {
  return assistant?.textInput === 'on' && (capabilitiesOf(assistant)?.text ?? true);
}
