import {isObject, type WireObject} from '../../session/json.js';
import type {SessionSettings} from '../../session/settings.js';
import {inputSetting} from './turn-settings.js';

/** Whether some of what the page set becomes a part of what the server was configured with. */
export function isMerged(settings: SessionSettings): boolean {
  return Boolean(settings.language ?? turnDetection(settings));
}

/**
 * The sparse `session.update` for what the page set, or null when it set nothing: what the server was
 * configured with stands.
 * @param server how the server described the session first: what belongs together is replaced as a whole
 * @see https://platform.openai.com/docs/api-reference/realtime-client-events/session/update
 */
export function sessionUpdate(settings: SessionSettings, server: WireObject = {}): object | null {
  const {instructions, voice, speed, language, noiseReduction, answers} = settings;
  const detection = turnDetection(settings);
  const input = sparse({
    noise_reduction:
      noiseReduction === 'off' ? null : noiseReduction ? {type: noiseReduction.replace('-', '_')} : undefined,
    transcription: language
      ? {...given(server, 'transcription'), language: language.replace(/[-_].*/, '').toLowerCase()}
      : undefined,
    turn_detection: detection && {...detectionBeside(detection, server), ...detection},
  });
  // An attribute that was removed is null to Lit, and unset to us.
  const output = sparse({voice: voice ?? undefined, speed: speed ?? undefined});
  const session = sparse({
    instructions: instructions ?? undefined,
    output_modalities: answers === 'written' ? ['text'] : answers === 'spoken' ? ['audio'] : undefined,
    audio: sparse({input, output}),
  });
  return session ? {type: 'session.update', session: {type: 'realtime', ...session}} : null;
}

/** What the server set of something, without what it left unset. */
function given(server: WireObject, name: string): WireObject {
  const setting = inputSetting(server, name);
  return isObject(setting)
    ? Object.fromEntries(Object.entries(setting).filter(([, value]) => value !== null))
    : {};
}

/** What stays of the server's turn detection. Another kind has other details; what follows a turn belongs to all. */
function detectionBeside({type}: WireObject, server: WireObject): WireObject {
  const own = given(server, 'turn_detection');
  if (own.type === type) return own;
  const {create_response, interrupt_response} = own;
  return sparse({create_response, interrupt_response}) ?? {};
}

function turnDetection(settings: SessionSettings): WireObject | null | undefined {
  const {turnDetection, vadEagerness, vadThreshold, vadSilenceMs, vadPrefixMs, bargeIn} = settings;
  if (turnDetection === 'push-to-talk') return null;
  const silence = sparse({
    threshold: vadThreshold,
    silence_duration_ms: vadSilenceMs,
    prefix_padding_ms: vadPrefixMs,
  });
  // The server interrupts unless it is told not to; it can be told only together with a kind of detection.
  const interruption = bargeIn === 'off' ? {interrupt_response: false} : {};
  // A detail implies the kind of detection it belongs to.
  if (turnDetection === 'semantic-vad' || (!turnDetection && vadEagerness)) {
    return {type: 'semantic_vad', ...sparse({eagerness: vadEagerness}), ...interruption};
  }
  return turnDetection === 'server-vad' || silence
    ? {type: 'server_vad', ...silence, ...interruption}
    : undefined;
}

/** Without what is not set; undefined when nothing is. A null is a setting: it switches something off. */
function sparse(values: Record<string, unknown>): Record<string, unknown> | undefined {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return set.length ? Object.fromEntries(set) : undefined;
}
