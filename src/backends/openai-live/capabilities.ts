import {objectAt, textAt, type WireObject} from '../../session/json.js';
import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import type {Permissions} from './permissions.js';

/** What GPT-Live can do, as far as the host allows it and delegates to a Responses model. */
export const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  turns: false,
  interrupt: 'local',
  bargeIn: false,
  text: true,
  images: true,
  context: true,
  history: true,
  pushToTalk: 'mute',
  tools: 'server',
  approvals: true,
  reads: Object.freeze([
    'sessionEndpoint',
    'sessionRequest',
    'delegate',
    'iceServers',
    'turnDetection',
    'tools',
    'context',
    'guardrails',
  ]),
  usage: 'seconds',
});

/** What a session can do, as the server described it. */
export function capabilitiesOf(session: WireObject, allows: Permissions): SessionCapabilities {
  const delegates = textAt(objectAt(session, 'delegation'), 'type') === 'responses';
  const answers = delegates && allows('response.item.create') && allows('response.create');
  return Object.freeze({
    ...capabilities,
    text: answers,
    images: answers,
    approvals: answers,
    context: allows('session.thinking.append'),
    tools: answers && (allows('session.update') ? 'page' : 'server'),
  });
}
