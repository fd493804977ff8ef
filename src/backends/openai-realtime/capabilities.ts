import type {WireObject} from '../../session/json.js';
import {liveSettings} from '../../session/settings.js';
import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import {interrupts} from './turn-settings.js';

/** The same with what the server said of its session; itself where nothing is different. */
export function capabilitiesIn(session: WireObject, before: SessionCapabilities): SessionCapabilities {
  const {bargeIn = true} = before;
  const now = interrupts(session) ?? bargeIn;
  return now === bargeIn ? before : Object.freeze({...before, bargeIn: now});
}

/** What OpenAI Realtime can do. */
export const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  text: true,
  images: true,
  context: true,
  history: true,
  clear: true,
  pushToTalk: 'turn',
  tools: 'page',
  approvals: true,
  agents: true,
  say: 'prompted',
  configure: Object.freeze([...liveSettings]),
  reads: Object.freeze([
    ...liveSettings,
    'voice',
    'model',
    'greeting',
    'firstMessage',
    'realtimeUrl',
    'transport',
    'iceServers',
    'tokenEndpoint',
    'tokenMethod',
    'tokenRequest',
    'getToken',
    'tools',
    'context',
    'guardrails',
    'agent',
  ]),
  voices: true,
  usage: 'tokens',
});
