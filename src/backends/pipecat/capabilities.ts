import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import type {PageFeature} from './page-messages.js';

const reads: readonly string[] = Object.freeze([
  'sessionEndpoint',
  'sessionRequest',
  'iceServers',
  'turnDetection',
  'answers',
  'firstMessage',
  'greeting',
  'tools',
  'context',
  'guardrails',
]);

/** What a bot can do that takes all messages of the page; one that takes fewer says so once it is there. */
export const capabilities: SessionCapabilities = Object.freeze({
  ...noCapabilities,
  interrupt: 'server',
  text: true,
  context: true,
  history: true,
  pushToTalk: 'mute',
  tools: 'server',
  say: 'verbatim',
  reads,
  usage: 'tokens',
});

/** Settings that are told by messages of the page, and by which. */
const featureOf: Readonly<Partial<Record<string, PageFeature>>> = {
  firstMessage: 'say',
  greeting: 'respond',
  tools: 'tools',
  context: 'context',
};

/** What a bot can do that takes these messages. Typed words and sound are part of RTVI itself. */
export function capabilitiesOf(features: ReadonlySet<PageFeature>): SessionCapabilities {
  return Object.freeze({
    ...capabilities,
    interrupt: features.has('interrupt') ? 'server' : 'local',
    context: features.has('context'),
    history: features.has('history'),
    tools: features.has('tools') && 'server',
    say: features.has('say') && 'verbatim',
    reads: Object.freeze(reads.filter(name => !featureOf[name] || features.has(featureOf[name]))),
  });
}
