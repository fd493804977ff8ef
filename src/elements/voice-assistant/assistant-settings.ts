import {LitElement, type PropertyDeclarations} from 'lit';
import type {ConversationSettings} from '../../conversation/conversation-settings.js';
import type {PageActionName, VoiceGuardrail, VoiceTool} from '../../conversation/tools/voice-tool.js';
import type {Strings} from '../../localize/strings.js';
import type {NoiseReduction, Transport, TurnDetection, VadEagerness} from '../../session/settings.js';
import type {TokenMethod, TokenResponse} from '../../session/credentials.js';
import type {VoiceSession} from '../../session/voice-session.js';
import {numberBetween, oneOf} from '../attributes.js';

const onOff = ['on', 'off'] as const;
const layouts = ['floating', 'inline', 'modal', 'fullscreen', 'custom'] as const;
const placements = ['bottom-end', 'bottom-start', 'top-end', 'top-start'] as const;
const themes = ['auto', 'light', 'dark'] as const;
const visualizers = ['bars', 'wave', 'orb', 'none'] as const;
const feedbacks = ['off', 'turns', 'session', 'both'] as const;
const detections = ['semantic-vad', 'server-vad', 'push-to-talk'] as const;
const eagerness = ['low', 'medium', 'high', 'auto'] as const;
const noises = ['near-field', 'far-field', 'off'] as const;

/** What a page can set on `<voice-assistant>`: its attributes and properties, without behaviour. */
export class AssistantSettings extends LitElement implements ConversationSettings {
  static override properties: PropertyDeclarations = {
    tokenEndpoint: {},
    tokenMethod: {converter: oneOf(['auto', 'POST', 'GET'], 'auto')},
    tokenRequest: {attribute: false},
    getToken: {attribute: false},
    realtimeUrl: {},
    transport: {converter: oneOf(['auto', 'webrtc', 'websocket'], 'auto')},
    model: {},
    voice: {},
    instructions: {},
    speed: {converter: numberBetween(0.25, 1.5)},
    language: {},
    greeting: {},
    turnDetection: {converter: oneOf(detections)},
    vadEagerness: {converter: oneOf(eagerness)},
    vadThreshold: {converter: numberBetween(0, 1)},
    vadSilenceMs: {converter: numberBetween(0, 60_000)},
    vadPrefixMs: {converter: numberBetween(0, 60_000)},
    noiseReduction: {converter: oneOf(noises)},
    bargeIn: {converter: oneOf(onOff, 'on')},
    layout: {converter: oneOf(layouts, 'floating'), reflect: true},
    placement: {converter: oneOf(placements, 'bottom-end'), reflect: true},
    theme: {converter: oneOf(themes, 'auto'), reflect: true},
    visualizer: {converter: oneOf(visualizers, 'bars')},
    transcript: {converter: oneOf(onOff, 'on')},
    textInput: {converter: oneOf(onOff, 'on')},
    settings: {converter: oneOf(onOff, 'on')},
    captions: {converter: oneOf(onOff, 'off')},
    sounds: {converter: oneOf(onOff, 'on')},
    markdown: {converter: oneOf(onOff, 'on')},
    linkHosts: {},
    feedback: {converter: oneOf(feedbacks, 'off')},
    consent: {converter: oneOf(['off', 'required'], 'off')},
    resume: {converter: oneOf(['off', 'tab'], 'off')},
    hotkey: {},
    maxDuration: {converter: numberBetween(1, 86_400)},
    voices: {},
    debug: {type: Boolean},
    persist: {converter: oneOf(onOff, 'on')},
    open: {type: Boolean, reflect: true},
    muted: {type: Boolean, reflect: true},
    volume: {converter: numberBetween(0, 1, 1)},
    inputDevice: {},
    outputDevice: {},
    name: {},
    avatar: {},
    session: {attribute: false},
    tools: {attribute: false},
    context: {attribute: false},
    guardrails: {attribute: false},
    agent: {attribute: false},
    strings: {attribute: false},
  };

  /** Attributes are called like their properties, in kebab case; `type` tells it to the converters. */
  static {
    this.properties = Object.fromEntries(
      Object.entries(this.properties).map(([name, declaration]) => {
        const attribute = name.replace(/[A-Z]/g, '-$&').toLowerCase();
        return [name, {attribute, type: attribute, ...declaration}];
      }),
    );
  }

  /** Endpoint of the host site that mints the ephemeral token. */
  tokenEndpoint?: string;
  /** How the token is asked for: `auto` posts, and gets once if the answer is 404 or 405. */
  tokenMethod: TokenMethod = 'auto';
  /** Headers, credentials and so on of the token request. */
  tokenRequest?: RequestInit;
  /** Mints the token, instead of an endpoint. */
  getToken?: (signal: AbortSignal) => Promise<string | TokenResponse>;
  /** Where the SDP offer, or the WebSocket, goes; OpenAI's `/v1/realtime/calls` when unset. */
  realtimeUrl?: string;
  /** What the call runs over; `auto` is WebRTC, or a WebSocket where WebRTC is missing or blocked. */
  transport: Transport = 'auto';
  /** Model to ask for; the token's own when unset. */
  model?: string;
  /** Voice to ask for; the server's own when unset. */
  voice?: string;
  /** Instructions for the model; the server's own when unset. */
  instructions?: string;
  /** Speed of the voice, 0.25 to 1.5 times the natural one. */
  speed?: number;
  /** Spoken language, as ISO 639-1, for the transcription. */
  language?: string;
  /** Lets the assistant speak first, prompted so. */
  greeting?: string;
  /** Who ends a turn; the server's own setting when unset. */
  turnDetection?: TurnDetection;
  /** How readily a pause ends a turn (semantic VAD). */
  vadEagerness?: VadEagerness;
  /** How loud speech must be, 0 to 1 (server VAD). */
  vadThreshold?: number;
  /** Silence that ends a turn, in milliseconds (server VAD). */
  vadSilenceMs?: number;
  /** Sound kept from before speech was detected, in milliseconds (server VAD). */
  vadPrefixMs?: number;
  /** Noise reduction on the server; its own setting when unset. */
  noiseReduction?: NoiseReduction;
  /** Whether speaking over the assistant silences it at once. */
  bargeIn: 'on' | 'off' = 'on';
  /** Where the widget stands: floating over the page, in its flow, as a dialog, over everything, or arranged by hand. */
  layout: 'floating' | 'inline' | 'modal' | 'fullscreen' | 'custom' = 'floating';
  /** Corner of the floating layout. */
  placement: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start' = 'bottom-end';
  /** Colours: as the system says, light, or dark. */
  theme: 'auto' | 'light' | 'dark' = 'auto';
  /** How the voices are drawn. */
  visualizer: 'bars' | 'wave' | 'orb' | 'none' = 'bars';
  /** Whether the transcript shows. */
  transcript: 'on' | 'off' = 'on';
  /** Whether the text field shows. */
  textInput: 'on' | 'off' = 'on';
  /** Whether the settings can be opened. */
  settings: 'on' | 'off' = 'on';
  /** Whether what is being said shows as a line of its own, for people who do not hear. */
  captions: 'on' | 'off' = 'off';
  /** Whether starting, ending and muting are heard. */
  sounds: 'on' | 'off' = 'on';
  /** Whether emphasis, lists, code and links of textual answers are drawn as such. */
  markdown: 'on' | 'off' = 'on';
  /** Hosts that links may lead to, separated by commas; any host when unset. */
  linkHosts?: string;
  /** Whether answers, conversations or both can be rated. Nothing is sent but the event. */
  feedback: 'off' | 'turns' | 'session' | 'both' = 'off';
  /**
   * Whether the person must agree before anything leaves the page: the microphone, typed words, pictures, context, a
   * token, the checks of `diagnose()` that need a connection. What they write before they agree waits, and is sent
   * then.
   */
  consent: 'off' | 'required' = 'off';
  /** `tab` keeps the conversation for this tab across pages, and offers to go on with it. */
  resume: 'off' | 'tab' = 'off';
  /** Keys that open and start, e.g. `Alt+V`; held down, they talk in push-to-talk. */
  hotkey?: string;
  /** Seconds after which the conversation ends by itself, with a warning before. */
  maxDuration?: number;
  /** Voices to choose from in the settings, separated by commas. */
  voices?: string;
  /** Shows developers phases, timings, events, levels and the connection. */
  debug = false;
  /** Whether choices made in the settings are remembered on this site. */
  persist: 'on' | 'off' = 'on';
  /** Whether the panel is open. */
  open = false;
  /** Whether the microphone is off. */
  muted = false;
  /** Loudness of the assistant, 0 to 1. */
  volume = 1;
  /** Device id of the microphone. */
  inputDevice?: string;
  /** Device id of the speaker. */
  outputDevice?: string;
  /** Name of the assistant, shown and announced. */
  name?: string;
  /** Address of the assistant's picture. */
  avatar?: string;
  /** A backend of your own, instead of an OpenAI-compatible server. */
  session?: VoiceSession;
  /** What the assistant can do: functions of the page, and ready-made page actions by their names. */
  tools?: readonly (VoiceTool | PageActionName)[];
  /** What the assistant should know about the page, as JSON. Another value replaces it, also in the middle of a call. */
  context?: unknown;
  /** Checks of what the assistant says; one that trips silences it. */
  guardrails?: readonly VoiceGuardrail[];
  /** A RealtimeAgent of `@openai/agents`; needs `voice-assistant-element/agents` to be imported. */
  agent?: object;
  /** Words of the widget to use instead of its own. */
  strings?: Partial<Strings>;
}
