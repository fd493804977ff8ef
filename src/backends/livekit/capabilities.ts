import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import {agentMethods} from './agent.js';

const reads = Object.freeze(['tools', 'guardrails', 'turnDetection']);

/** Of an agent that knows nothing of the widget: it listens, speaks, takes words, and calls tools by their names. */
export const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  interrupt: 'local',
  bargeIn: false, // The agent decides what interrupts it, and goes on after a cough.
  text: true,
  pushToTalk: 'mute',
  tools: 'server',
  approvals: true,
  reads,
  usage: 'tokens',
});

/** With what the agent announces to take besides. */
export function capabilitiesWith(methods: ReadonlySet<string>): SessionCapabilities {
  const takes = (name: keyof typeof agentMethods) => methods.has(agentMethods[name]);
  return Object.freeze({
    ...capabilities,
    ...(takes('interrupt') && {interrupt: 'server'}),
    ...(takes('startTurn') && takes('endTurn') && {pushToTalk: 'turn'}),
    context: takes('context'),
    history: takes('history'),
    reads: Object.freeze([
      ...reads,
      ...(takes('context') ? ['context'] : []),
      ...(takes('settings') ? ['language'] : []),
    ]),
  } satisfies SessionCapabilities);
}
