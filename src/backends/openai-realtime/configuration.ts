/** Who ends a turn: a model that understands, a detector of silence, or the person's thumb. */
export type TurnDetection = 'semantic-vad' | 'server-vad' | 'push-to-talk';

/** How readily a pause is taken for the end of a turn. */
export type VadEagerness = 'low' | 'medium' | 'high' | 'auto';

/** Which noise the server should take out: of a headset's, or of a room's microphone. */
export type NoiseReduction = 'near-field' | 'far-field' | 'off';

/** What a page can say about the model. What it does not say is left to the server. */
export interface SessionConfiguration {
  readonly instructions?: string;
  readonly voice?: string;
  /** 0.25 to 1.5 times the natural speed. */
  readonly speed?: number;
  /** Spoken language, as ISO 639-1, for the transcription. */
  readonly language?: string;
  readonly turnDetection?: TurnDetection;
  readonly vadEagerness?: VadEagerness;
  /** 0 to 1; higher wants louder speech. */
  readonly vadThreshold?: number;
  /** Silence that ends a turn, in milliseconds. */
  readonly vadSilenceMs?: number;
  /** Sound kept from before speech was detected, in milliseconds. */
  readonly vadPrefixMs?: number;
  readonly noiseReduction?: NoiseReduction;
  /** Whether speaking over the assistant silences it at once. @default 'on' */
  readonly bargeIn?: 'on' | 'off';
}

/**
 * The sparse `session.update` for what the page set, or null when it set nothing: what the server was
 * configured with stands.
 * @see https://platform.openai.com/docs/api-reference/realtime-client-events/session/update
 */
export function sessionUpdate(configuration: SessionConfiguration): object | null {
  const {instructions, voice, speed, language, noiseReduction} = configuration;
  const input = sparse({
    noise_reduction:
      noiseReduction === 'off' ? null : noiseReduction ? {type: noiseReduction.replace('-', '_')} : undefined,
    transcription: language ? {language} : undefined,
    turn_detection: turnDetection(configuration),
  });
  // An attribute that was removed is null to Lit, and unset to us.
  const output = sparse({voice: voice ?? undefined, speed: speed ?? undefined});
  const session = sparse({instructions: instructions ?? undefined, audio: sparse({input, output})});
  return session ? {type: 'session.update', session: {type: 'realtime', ...session}} : null;
}

function turnDetection(configuration: SessionConfiguration): object | null | undefined {
  const {turnDetection, vadEagerness, vadThreshold, vadSilenceMs, vadPrefixMs, bargeIn} = configuration;
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
