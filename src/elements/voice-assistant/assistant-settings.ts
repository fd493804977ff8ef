import type {ConversationSettings} from '../../conversation/conversation-settings.js';
import type {PageActionName, VoiceGuardrail, VoiceTool} from '../../conversation/tools/voice-tool.js';
import type {Strings} from '../../localize/strings.js';
import type {
  Answers,
  BackendName,
  Delegate,
  NoiseReduction,
  Transport,
  TurnDetection,
  VadEagerness,
} from '../../session/settings.js';
import type {TokenMethod, TokenResponse} from '../../session/credentials.js';
import type {RealtimeModel} from '../../session/realtime-model.js';
import type {VoiceSession} from '../../session/voice-session.js';
import type {View} from '../view.js';
import {SettingsElement} from './settings-element.js';

/**
 * What a page can set on `<voice-assistant>`: its attributes and properties, without behaviour. How each is read, and
 * its default, is in `settings-table.ts`.
 */
export abstract class AssistantSettings extends SettingsElement implements ConversationSettings {
  /**
   * Who carries the call: `openai-realtime`; `openai-live` for GPT-Live, and `pipecat`, which need `session-endpoint`;
   * `elevenlabs`; `livekit` and `ai-sdk`, once their entry in `voice-assistant-element/backends` is imported. A change
   * takes effect with the next call.
   */
  declare backend: BackendName;
  /**
   * A realtime model of the AI SDK that carries the call, whatever `backend` says; needs
   * `voice-assistant-element/backends/ai-sdk` to be imported. A change takes effect with the next call.
   */
  declare realtimeModel?: RealtimeModel;
  /** Endpoint of the host site that mints the ephemeral token. */
  declare tokenEndpoint?: string;
  /** How the token is asked for: `auto` posts, and gets once if the answer is 404 or 405. */
  declare tokenMethod: TokenMethod;
  /** Headers, credentials and so on of the token request. */
  declare tokenRequest?: RequestInit;
  /** Mints the token, instead of an endpoint. */
  declare getToken?: (signal: AbortSignal) => Promise<string | TokenResponse>;
  /** Endpoint of the host site that takes the page's offer and has a session made; for `openai-live` and `pipecat`. */
  declare sessionEndpoint?: string;
  /** Headers, credentials and so on of the request to the session endpoint. */
  declare sessionRequest?: RequestInit;
  /**
   * Does what GPT-Live delegates to the page, with client delegation: it is handed what was said, what it yields goes to
   * the assistant silently, and what it returns is to be said. When unset, the host's own server sees to that.
   */
  declare delegate?: Delegate;
  /** Where the SDP offer, or the WebSocket, goes; OpenAI's `/v1/realtime/calls` when unset. */
  declare realtimeUrl?: string;
  /** What the call runs over; `auto` is WebRTC, or a WebSocket where WebRTC is missing or blocked. */
  declare transport: Transport;
  /**
   * Folder of the files that run on the audio thread, `dist/audio/worklets/` of the package, as a URL. When unset, they
   * are looked for beside the script and among the chunks of a bundle.
   */
  declare workletUrl?: string;
  /** Model to ask for; the token's own when unset. */
  declare model?: string;
  /** Voice to ask for; the server's own when unset. */
  declare voice?: string;
  /** Instructions for the model; the server's own when unset. */
  declare instructions?: string;
  /** Speed of the voice, 0.25 to 1.5 times the natural one. */
  declare speed?: number;
  /** Spoken language, as ISO 639-1, for the transcription. */
  declare language?: string;
  /** Lets the assistant speak first, in its own words, prompted so. Once, and not if the person is first. */
  declare greeting?: string;
  /**
   * What the assistant says first, word for word; wins over `greeting`. A conversation in writing begins with it as a
   * written turn. Once, and not if the person is first.
   */
  declare firstMessage?: string;
  /**
   * How the assistant answers. `auto`: by voice in a call, in writing where there is no microphone; `written`: always in
   * writing; `spoken`: always as the server is configured.
   */
  declare answers: Answers;
  /** Who ends a turn; the server's own setting when unset. */
  declare turnDetection?: TurnDetection;
  /** How readily a pause ends a turn (semantic VAD). */
  declare vadEagerness?: VadEagerness;
  /** How loud speech must be, 0 to 1 (server VAD). */
  declare vadThreshold?: number;
  /** Silence that ends a turn, in milliseconds (server VAD). */
  declare vadSilenceMs?: number;
  /** Sound kept from before speech was detected, in milliseconds (server VAD). */
  declare vadPrefixMs?: number;
  /** Noise reduction on the server; its own setting when unset. */
  declare noiseReduction?: NoiseReduction;
  /** Whether speaking over the assistant silences it at once. */
  declare bargeIn: 'on' | 'off';
  /** Where the widget stands: floating over the page, in its flow, as a dialog, over everything, or arranged by hand. */
  declare layout: 'floating' | 'inline' | 'modal' | 'fullscreen' | 'custom';
  /** Where the floating layout stands: a corner, or the middle of an edge. */
  declare placement: 'bottom-end' | 'bottom-start' | 'bottom' | 'top-end' | 'top-start' | 'top';
  /**
   * Form of the launcher: `pill` has words, and is a bubble below 480 px; `bar` is a pill in the middle of the edge;
   * `none` shows nothing before a call. In a call each is a dock, with the state, the time, and buttons to mute and end.
   */
  declare launcher: 'pill' | 'bubble' | 'bar' | 'none';
  /**
   * A ready-made look. Colours, radius and fonts that the page sets override it. `glass` is a pane over the page, `paper` is
   * printed, `ink` black and square, `bloom` warm and round, `midnight` always dark; `native` takes after the page.
   */
  declare preset?: 'glass' | 'paper' | 'ink' | 'bloom' | 'midnight' | 'native';
  /** Words of the launcher; “Talk to” and the name when unset. */
  declare label?: string;
  /** What the assistant can do, in a few words: the launcher's second line, and on the start card. */
  declare hint?: string;
  /** Voice only: a call needs no panel, the dock is all there is. */
  declare compact: boolean;
  /** Which face of the panel shows first: the picture of the voice, or the conversation in writing. */
  declare face: 'voice' | 'text';
  /**
   * Conversation starters, separated by `|`; the property also takes an array. They show until something was said, and
   * are sent like typed words.
   */
  declare suggestions?: string | readonly string[];
  /** Colours: as the system says, light, or dark. */
  declare theme: 'auto' | 'light' | 'dark';
  /** How the voices are drawn. */
  declare visualizer: 'bars' | 'wave' | 'orb' | 'none';
  /** Whether the transcript shows. */
  declare transcript: 'on' | 'off';
  /** Whether the text field shows. */
  declare textInput: 'on' | 'off';
  /** Whether the settings can be opened. */
  declare settings: 'on' | 'off';
  /** Whether what is being said shows as a line of its own, for people who do not hear. */
  declare captions: 'on' | 'off';
  /** Whether starting, ending and muting are heard. */
  declare sounds: 'on' | 'off';
  /** Whether emphasis, lists, code and links of textual answers are drawn as such. */
  declare markdown: 'on' | 'off';
  /** Hosts that links may lead to, separated by commas; any host when unset. */
  declare linkHosts?: string;
  /** Whether answers, conversations or both can be rated. Nothing is sent but the event. */
  declare feedback: 'off' | 'turns' | 'session' | 'both';
  /**
   * Whether the person must agree before anything leaves the page: the microphone, typed words, pictures, context, a
   * token, the checks of `diagnose()` that need a connection. What they write before they agree waits, and is sent
   * then.
   */
  declare consent: 'off' | 'required';
  /** `tab` keeps the conversation for this tab across pages, and offers to go on with it. */
  declare resume: 'off' | 'tab';
  /**
   * What a press on launcher or hotkey does. `open`: opens the panel and starts a call, once consent and a kept
   * conversation are settled. `request`: opens the panel, in which “Start talking” starts it. `auto`: starts a call only
   * where that is expected: the launcher has words, the microphone is allowed, and there was a call on this site before.
   */
  declare startOn: 'auto' | 'open' | 'request';
  /** Keys that open and start, e.g. `Alt+V`; held down, they talk in push-to-talk. */
  declare hotkey?: string;
  /** Seconds after which the conversation ends by itself, with a warning before; the person can have it go on. */
  declare maxDuration?: number;
  /** Voices to choose from in the settings, separated by commas. */
  declare voices?: string;
  /** Shows developers phases, timings, events, levels and the connection. */
  declare debug: boolean;
  /** Whether choices made in the settings are remembered on this site. */
  declare persist: 'on' | 'off';
  /** Whether the panel is open. */
  declare open: boolean;
  /** Whether the microphone is off. */
  declare muted: boolean;
  /** Loudness of the assistant, 0 to 1. */
  declare volume: number;
  /** Device id of the microphone. */
  declare inputDevice?: string;
  /** Device id of the speaker. */
  declare outputDevice?: string;
  /** Name of the assistant, shown and announced. */
  declare name?: string;
  /** Address of the assistant's picture. */
  declare avatar?: string;
  /** A backend of your own, instead of an OpenAI-compatible server. */
  declare session?: VoiceSession;
  /** What the assistant can do: functions of the page, and ready-made page actions by their names. */
  declare tools?: readonly (VoiceTool | PageActionName)[];
  /** What the assistant should know about the page, as JSON. Another value replaces it, also in the middle of a call. */
  declare context?: unknown;
  /** Checks of what the assistant says; one that trips silences it. */
  declare guardrails?: readonly VoiceGuardrail[];
  /** A RealtimeAgent of `@openai/agents`; needs `voice-assistant-element/agents` to be imported. */
  declare agent?: object;
  /** Words of the widget to use instead of its own. */
  declare strings?: Partial<Strings>;

  /** The face of the panel that the person has turned to; null: as `face` says. @internal */
  declare shownFace: 'voice' | 'text' | null;
  /** What the panel shows instead of the conversation. @internal */
  declare view: View | null;
  /** What the panel shows above the controls. @internal */
  declare banner: View | null;
  /** What the person answered to the question of consent; null until they did. @internal */
  declare agreed: boolean | null;
}
