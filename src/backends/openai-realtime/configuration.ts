import type {SessionSettings} from '../../session/settings.js';

/**
 * The sparse `session.update` for what the page set, or null when it set nothing: what the server was
 * configured with stands.
 * @see https://platform.openai.com/docs/api-reference/realtime-client-events/session/update
 */
export function sessionUpdate(settings: SessionSettings): object | null {
  const {instructions, voice, speed, language, noiseReduction} = settings;
  const input = sparse({
    noise_reduction:
      noiseReduction === 'off' ? null : noiseReduction ? {type: noiseReduction.replace('-', '_')} : undefined,
    transcription: language ? {language} : undefined,
    turn_detection: turnDetection(settings),
  });
  // An attribute that was removed is null to Lit, and unset to us.
  const output = sparse({voice: voice ?? undefined, speed: speed ?? undefined});
  const session = sparse({instructions: instructions ?? undefined, audio: sparse({input, output})});
  return session ? {type: 'session.update', session: {type: 'realtime', ...session}} : null;
}

function turnDetection(settings: SessionSettings): object | null | undefined {
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
