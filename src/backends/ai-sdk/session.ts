import {PcmAudio} from '../../audio/pcm-audio.js';
import {CallSession} from '../../session/call-session.js';
import type {RealtimeModel} from '../../session/realtime-model.js';
import type {ToolDefinition} from '../../session/session-event.js';
import type {SessionSettings} from '../../session/settings.js';
import type {SessionFinding, VoiceSession, VoiceSessionStart} from '../../session/voice-session.js';
import {noCapabilities, type SessionCapabilities} from '../../state/capabilities.js';
import type {EndReason} from '../../state/voice-event.js';
import type {CreateAudio} from '../../transports/sound-socket.js';
import {AISDKCall} from './call.js';
import {traitsOf, type ModelTraits} from './traits.js';

/** How a page connects that gets a token from its host. */
const tokenConnection = 'client-secret-websocket';

/** Calls with any realtime model of the AI SDK, over a WebSocket: Gemini Live, xAI, OpenAI, AI Gateway. */
export class AISDKSession extends CallSession<AISDKCall> implements VoiceSession {
  readonly #createAudio: CreateAudio;
  /** The model of the call, also while that is repaired: what the page sets meanwhile is for the next call. */
  #model: RealtimeModel | undefined;
  /** What the model that was asked about last can do. */
  #known: {readonly model: RealtimeModel; readonly traits: ModelTraits} | null = null;

  /**
   * @param settings read at each start, so that a changed page is heard
   * @param createAudio makes what captures and plays
   */
  constructor(
    settings: () => SessionSettings,
    createAudio: CreateAudio = listener => new PcmAudio(listener, settings().workletUrl),
  ) {
    super(settings);
    this.#createAudio = createAudio;
  }

  /** What the model of the page can do; during a call, its model. */
  get capabilities(): SessionCapabilities {
    const model = this.#model ?? this.settings().realtimeModel;
    return model ? this.#traitsOf(model).capabilities : noCapabilities;
  }

  get transport(): 'websocket' | undefined {
    return this.call ? 'websocket' : undefined;
  }

  prepare(): void {
    import('../../session/preconnect.js').then(
      ({preconnect}) => {
        const {tokenEndpoint} = this.settings();
        if (tokenEndpoint && !this.call) preconnect(tokenEndpoint);
      },
      () => {}, // A call does without.
    );
  }

  /** @param reason unset where the conversation goes on: with the same model */
  override stop(reason?: EndReason): void {
    if (reason) this.#model = undefined;
    super.stop();
  }

  startTalking(): void {
    this.call?.talk(true);
  }

  stopTalking(): void {
    this.call?.talk(false);
  }

  say(text: string): void {
    this.call?.say(text);
  }

  setTools(tools: readonly ToolDefinition[]): void {
    this.call?.setTools(tools);
  }

  configure(changed: Partial<SessionSettings>): void {
    this.call?.configure(changed);
  }

  truncate(): void {
    this.call?.truncate();
  }

  async diagnose(signal: AbortSignal): Promise<readonly SessionFinding[]> {
    const {diagnose} = await import('./diagnosis.js');
    return diagnose(this.settings(), signal);
  }

  protected override async connect(start: VoiceSessionStart, suffix: string): Promise<void> {
    const model = this.#model ?? this.settings().realtimeModel;
    if (!isUsable(model)) throw (await import('./explain.js')).unusableModel(model);
    this.#model = model;
    const traits = this.#traitsOf(model);
    const {settings} = this;
    await this.open(new AISDKCall({model, traits, settings, start, suffix, createAudio: this.#createAudio}));
  }

  #traitsOf(model: RealtimeModel): ModelTraits {
    if (this.#known?.model !== model) this.#known = {model, traits: traitsOf(model)};
    return this.#known.traits;
  }
}

/** Whether a page can call with it: by a short-lived token, and taking turns. */
function isUsable(model: RealtimeModel | undefined): model is RealtimeModel {
  if (model?.specificationVersion !== 'v4' || !model.getWebSocketConfig) return false;
  const {conversation, connections = [tokenConnection]} = model.capabilities ?? {};
  return conversation !== 'continuous' && connections.includes(tokenConnection);
}
