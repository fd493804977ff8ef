import type {RealtimeModelConfig} from '../../session/realtime-model.js';
import type {ToolDefinition} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {ModelTraits} from './traits.js';

/** Samples per second, both ways: what every codec takes, and every server speaks. */
export const sampleRate = 24_000;

const sound = {type: 'audio/pcm', rate: sampleRate};

/** What a session begins with: the form of the sound, and what the page set. The rest stays as the host's token has it. */
export function initialConfig(settings: SessionSettings, traits: ModelTraits): RealtimeModelConfig {
  return {
    inputAudioFormat: sound,
    outputAudioFormat: sound,
    // Without these nothing is put into words; they are not asked for twice where the token has them.
    ...(traits.isFixed && {inputAudioTranscription: {}, outputAudioTranscription: {}}),
    ...(settings.voice && {voice: settings.voice}),
    ...liveConfig(settings, traits),
  };
}

/** What can be changed in the middle of a call. */
export function liveConfig(settings: SessionSettings, traits: ModelTraits): RealtimeModelConfig {
  const {instructions, language} = settings;
  const turnDetection = detectionOf(settings);
  const outputModalities = modalitiesOf(settings, traits);
  const inputAudioTranscription = language
    ? {language: language.replace(/[-_].*/, '').toLowerCase()}
    : undefined;
  return {
    ...(instructions && {instructions}),
    ...(inputAudioTranscription && {inputAudioTranscription}),
    ...(turnDetection && {turnDetection}),
    ...(outputModalities && {outputModalities}),
  };
}

/** All tools of the page. Codecs leave an empty list out; options for the server they pass on as they are. */
export function toolConfig(tools: readonly ToolDefinition[]): RealtimeModelConfig {
  const declared = tools.map(({name, description, parameters}) => ({
    type: 'function' as const,
    name,
    ...(description && {description}),
    parameters,
  }));
  return {tools: declared, ...(!tools.length && {providerOptions: {tools: []}})};
}

function modalitiesOf(
  {answers}: SessionSettings,
  {capabilities}: ModelTraits,
): RealtimeModelConfig['outputModalities'] {
  if (!capabilities.reads.includes('answers')) return undefined;
  return answers === 'written' ? ['text'] : answers === 'spoken' ? ['audio'] : undefined;
}

function detectionOf({
  turnDetection,
  vadThreshold,
  vadSilenceMs,
  vadPrefixMs,
}: SessionSettings): RealtimeModelConfig['turnDetection'] {
  if (turnDetection === 'push-to-talk') return {type: 'disabled'};
  if (turnDetection === 'semantic-vad') return {type: 'semantic-vad'};
  const details = {
    ...(vadThreshold !== undefined && {threshold: vadThreshold}),
    ...(vadSilenceMs !== undefined && {silenceDurationMs: vadSilenceMs}),
    ...(vadPrefixMs !== undefined && {prefixPaddingMs: vadPrefixMs}),
  };
  return turnDetection || Object.keys(details).length ? {type: 'server-vad', ...details} : undefined;
}
