import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';

/** What an agent of ElevenLabs can do, as far as its owner allows it. */
export const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  interrupt: 'local',
  text: true,
  context: true,
  history: true,
  pushToTalk: 'mute',
  tools: 'server',
  approvals: true,
  reads: Object.freeze([
    'tokenEndpoint',
    'tokenMethod',
    'tokenRequest',
    'getToken',
    'workletUrl',
    'voice',
    'speed',
    'instructions',
    'language',
    'firstMessage',
    'answers',
    'turnDetection',
    'tools',
    'context',
    'guardrails',
  ]),
  voices: true,
});
