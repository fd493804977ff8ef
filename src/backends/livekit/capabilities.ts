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
  video: true,
});

/** Numbers of the sources that a token can name. @see https://github.com/livekit/protocol/blob/main/protobufs/livekit_models.proto */
const cameraSource = 1;
const screenSource = 3;

/** What the token lets the page send. */
interface Permissions {
  readonly canPublish: boolean;
  readonly canPublishSources: readonly number[];
}

/**
 * With what the agent announces to take besides, and what the token names. One that names no source lets a page send all,
 * and does not say that the agent looks.
 */
export function capabilitiesWith(
  methods: ReadonlySet<string>,
  {canPublish = false, canPublishSources = []}: Partial<Permissions> = {},
): SessionCapabilities {
  const sends = (number: number) => canPublish && canPublishSources.includes(number);
  const takes = (name: keyof typeof agentMethods) => methods.has(agentMethods[name]);
  return Object.freeze({
    ...capabilities,
    ...(takes('interrupt') && {interrupt: 'server'}),
    ...(takes('startTurn') && takes('endTurn') && {pushToTalk: 'turn'}),
    context: takes('context'),
    history: takes('history'),
    camera: sends(cameraSource),
    screen: sends(screenSource),
    reads: Object.freeze([
      ...reads,
      ...(takes('context') ? ['context'] : []),
      ...(takes('settings') ? ['language'] : []),
    ]),
  } satisfies SessionCapabilities);
}
