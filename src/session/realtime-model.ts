/** Sound as it travels: 16 bit, one channel. */
interface SoundFormat {
  type: string;
  rate?: number;
}

/** What a codec is asked to tell its server of a session. What is unset stays as the server has it. */
export interface RealtimeModelConfig {
  instructions?: string;
  voice?: string;
  outputModalities?: ('text' | 'audio')[];
  inputAudioFormat?: SoundFormat;
  outputAudioFormat?: SoundFormat;
  inputAudioTranscription?: {language?: string};
  outputAudioTranscription?: object;
  turnDetection?: {
    type: 'server-vad' | 'semantic-vad' | 'disabled';
    threshold?: number;
    silenceDurationMs?: number;
    prefixPaddingMs?: number;
  };
  tools?: {type: 'function'; name: string; description?: string; parameters: object}[];
  providerOptions?: Record<string, unknown>;
}

/** What a codec is asked to put into the words of its server. */
export type RealtimeModelCommand =
  | {type: 'session-update'; config: RealtimeModelConfig}
  | {type: 'input-audio-append'; audio: string}
  | {type: 'input-audio-commit'}
  | {type: 'input-audio-clear'}
  | {type: 'conversation-item-create'; item: RealtimeModelItem}
  | {type: 'conversation-item-truncate'; itemId: string; contentIndex: number; audioEndMs: number}
  | {type: 'response-create'; options?: {modalities?: string[]}}
  | {type: 'response-cancel'};

/** What a conversation is made of. */
export type RealtimeModelItem =
  | {type: 'text-message'; role: 'user'; text: string}
  | {type: 'function-call-output'; callId: string; name?: string; output: string};

/**
 * A realtime model of the AI SDK, as far as it is needed here: a `RealtimeModelV4` of `@ai-sdk/provider`, which
 * `@ai-sdk/google`, `@ai-sdk/xai`, `@ai-sdk/openai` and `@ai-sdk/gateway` make. It puts neutral events into the words of
 * a server, and back. The page brings it; nothing of the AI SDK is loaded otherwise.
 * @see https://ai-sdk.dev/docs/ai-sdk-core/realtime
 */
export interface RealtimeModel {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities?: {
    readonly conversation: 'continuous' | 'turn-based';
    readonly connections?: readonly string[];
  };
  getWebSocketConfig?(options: {token: string; url: string}): {url: string; protocols?: string[]};
  createServerEventParser?(): (raw: unknown) => unknown;
  parseServerEvent(raw: unknown): unknown;
  serializeClientEvent(event: RealtimeModelCommand): unknown;
  buildSessionConfig(config: RealtimeModelConfig): unknown;
  getHealthCheckResponse?(raw: unknown): unknown;
}
