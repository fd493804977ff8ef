import type {RealtimeModel, RealtimeModelCommand, RealtimeModelConfig} from '../../session/realtime-model.js';
import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';

/** What a codec, and the server that it speaks to, can do. */
export interface ModelTraits {
  /** A response can be asked for. Otherwise the server responds to each text at once, by itself. */
  readonly asks: boolean;
  /** A response can be cancelled. Otherwise it is only silenced here. */
  readonly cancels: boolean;
  /** The server can be told how much was heard. */
  readonly truncates: boolean;
  /** The session is set up once: what is changed later would end it. */
  readonly isFixed: boolean;
  readonly capabilities: SessionCapabilities;
}

const detection = {type: 'server-vad'} as const;

/** A setting of the page, what it changes in a configuration, and whether it can be changed in mid-call. */
interface Probe {
  readonly name: string;
  readonly live: boolean;
  readonly without?: RealtimeModelConfig;
  readonly config: RealtimeModelConfig;
}

const probes: readonly Probe[] = [
  {name: 'instructions', live: true, config: {instructions: 'x'}},
  {name: 'voice', live: false, config: {voice: 'x'}},
  {
    name: 'language',
    live: true,
    without: {inputAudioTranscription: {}},
    config: {inputAudioTranscription: {language: 'en'}},
  },
  {name: 'turnDetection', live: true, config: {turnDetection: {type: 'disabled'}}},
  ...(
    [
      ['vadThreshold', {threshold: 0.5}],
      ['vadSilenceMs', {silenceDurationMs: 500}],
      ['vadPrefixMs', {prefixPaddingMs: 300}],
    ] as const
  ).map(([name, detail]) => ({
    name,
    live: true,
    without: {turnDetection: detection},
    config: {turnDetection: {...detection, ...detail}},
  })),
];

/** What Gemini's setup has of these. */
const ofSetup: readonly string[] = ['instructions', 'voice'];

/** Settings that do not depend on the model. */
const always = [
  'greeting',
  'firstMessage',
  'tokenEndpoint',
  'tokenMethod',
  'tokenRequest',
  'getToken',
  'tools',
  'guardrails',
];

/**
 * Finds out what a model can do: a codec gives nothing for what its server does not have, and leaves out of a
 * configuration what its server does not take. Nothing is sent.
 */
export function traitsOf(model: RealtimeModel): ModelTraits {
  // Over a gateway, a codec that gives everything stands before a server that does not take it.
  const isFixed = isGemini(model);
  const takes = (command: RealtimeModelCommand) => !isFixed && serializes(model, command);
  const asks = takes({type: 'response-create'});
  const cancels = takes({type: 'response-cancel'});
  const truncates = takes({
    type: 'conversation-item-truncate',
    itemId: 'x',
    contentIndex: 0,
    audioEndMs: 0,
  });
  const known = probes.filter(
    ({name, config, without}) => (!isFixed || ofSetup.includes(name)) && isConfigured(model, config, without),
  );
  const read = known.map(({name}) => name);
  const live = known.filter(({live}) => live).map(({name}) => name);
  const takesTurns = takes({type: 'input-audio-clear'}) && read.includes('turnDetection');
  const writes = asks && isConfigured(model, {outputModalities: ['text']});
  const more = [...(writes ? ['answers'] : []), ...(asks ? ['context'] : [])];
  const capabilities: SessionCapabilities = Object.freeze({
    ...noCapabilities,
    interrupt: cancels ? 'server' : 'local',
    text: true,
    context: asks,
    history: asks,
    truncate: truncates,
    pushToTalk: takesTurns ? 'turn' : 'mute',
    tools: isFixed ? 'server' : 'page',
    say: 'prompted',
    configure: Object.freeze(isFixed ? [] : [...live, ...(writes ? ['answers'] : [])]),
    reads: Object.freeze([...always, ...more, ...read]),
    voices: read.includes('voice'),
    usage: 'tokens',
  });
  return {asks, cancels, truncates, isFixed, capabilities};
}

/**
 * Gemini Live, also behind a gateway: it takes its setup as the first message and no other, and responds to whatever it
 * is told.
 * @see https://ai.google.dev/api/live
 */
function isGemini({provider, modelId}: RealtimeModel): boolean {
  return /\b(google|gemini)\b/i.test(`${provider} ${modelId}`);
}

function serializes(model: RealtimeModel, command: RealtimeModelCommand): boolean {
  try {
    return (model.serializeClientEvent(command) ?? null) !== null;
  } catch {
    return false; // As good as unknown.
  }
}

/** Whether a configuration becomes another one for the server than without what it is about. */
function isConfigured(
  model: RealtimeModel,
  config: RealtimeModelConfig,
  without: RealtimeModelConfig = {},
): boolean {
  try {
    const build = (given: RealtimeModelConfig) => JSON.stringify(model.buildSessionConfig(given));
    return build(config) !== build(without);
  } catch {
    return false;
  }
}
