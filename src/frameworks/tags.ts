/* Made from custom-elements.json by `npm run docs`. What framework types are built on. */
import type {
  VoiceAssistant,
  VoiceCaptions,
  VoiceComposer,
  VoiceControls,
  VoiceDebug,
  VoiceSettings,
  VoiceStatus,
  VoiceTranscript,
  VoiceVideo,
  VoiceWaveform,
} from '../entries/index.js';

/** Attributes of `<voice-assistant>`. */
export interface VoiceAssistantAttributes {
  /** Language of the widget; the page's when unset. */
  lang?: string;
  /** Writing direction; that of the language when unset. */
  dir?: 'ltr' | 'rtl' | 'auto';
  /** Who carries the call: `openai-realtime`; `openai-live` for GPT-Live, and `pipecat`, which need `session-endpoint`;
`elevenlabs`; `livekit` and `ai-sdk`, once their entry in `voice-assistant-element/backends` is imported. A change
takes effect with the next call. */
  backend?: 'openai-realtime' | 'openai-live' | 'livekit' | 'pipecat' | 'elevenlabs' | 'ai-sdk';
  /** Endpoint of the host site that mints the ephemeral token. */
  'token-endpoint'?: string;
  /** How the token is asked for: `auto` posts, and gets once if the answer is 404 or 405. */
  'token-method'?: 'auto' | 'POST' | 'GET';
  /** Endpoint of the host site that takes the page's offer and has a session made; for `openai-live` and `pipecat`. */
  'session-endpoint'?: string;
  /** Where the SDP offer, or the WebSocket, goes; OpenAI's `/v1/realtime/calls` when unset. */
  'realtime-url'?: string;
  /** What the call runs over; `auto` is WebRTC, or a WebSocket where WebRTC is missing or blocked. */
  transport?: 'auto' | 'webrtc' | 'websocket';
  /** Folder of the files that run on the audio thread, `dist/audio/worklets/` of the package, as a URL. When unset, they
are looked for beside the script and among the chunks of a bundle. */
  'worklet-url'?: string;
  /** Model to ask for; the token's own when unset. */
  model?: string;
  /** Voice to ask for; the server's own when unset. */
  voice?: string;
  /** Instructions for the model; the server's own when unset. */
  instructions?: string;
  /** Speed of the voice, 0.25 to 1.5 times the natural one. */
  speed?: number | `${number}`;
  /** Spoken language, as ISO 639-1, for the transcription. */
  language?: string;
  /** Lets the assistant speak first, in its own words, prompted so. Once, and not if the person is first. */
  greeting?: string;
  /** What the assistant says first, word for word; wins over `greeting`. A conversation in writing begins with it as a
written turn. Once, and not if the person is first. */
  'first-message'?: string;
  /** How the assistant answers. `auto`: by voice in a call, in writing where there is no microphone; `written`: always in
writing; `spoken`: always as the server is configured. */
  answers?: 'auto' | 'spoken' | 'written';
  /** Who ends a turn; the server's own setting when unset. */
  'turn-detection'?: 'semantic-vad' | 'server-vad' | 'push-to-talk';
  /** How readily a pause ends a turn (semantic VAD). */
  'vad-eagerness'?: 'low' | 'medium' | 'high' | 'auto';
  /** How loud speech must be, 0 to 1 (server VAD). */
  'vad-threshold'?: number | `${number}`;
  /** Silence that ends a turn, in milliseconds (server VAD). */
  'vad-silence-ms'?: number | `${number}`;
  /** Sound kept from before speech was detected, in milliseconds (server VAD). */
  'vad-prefix-ms'?: number | `${number}`;
  /** Noise reduction on the server; its own setting when unset. */
  'noise-reduction'?: 'near-field' | 'far-field' | 'off';
  /** Whether speaking over the assistant silences it at once. */
  'barge-in'?: 'on' | 'off';
  /** Where the widget stands: floating over the page, in its flow, as a dialog, over everything, or arranged by hand. */
  layout?: 'floating' | 'inline' | 'modal' | 'fullscreen' | 'custom';
  /** Where the floating layout stands: a corner, or the middle of an edge. */
  placement?: 'bottom-end' | 'bottom-start' | 'bottom' | 'top-end' | 'top-start' | 'top';
  /** Form of the launcher: `pill` has words, and is a bubble below 480 px; `bar` is a pill in the middle of the edge;
`none` shows nothing before a call. In a call each is a dock, with the state, the time, and buttons to mute and end. */
  launcher?: 'pill' | 'bubble' | 'bar' | 'none';
  /** A ready-made look. Colours, radius and fonts that the page sets override it. `glass` is a pane over the page, `paper` is
printed, `ink` black and square, `bloom` warm and round, `midnight` always dark; `native` takes after the page. */
  preset?: 'glass' | 'paper' | 'ink' | 'bloom' | 'midnight' | 'native';
  /** Words of the launcher; “Talk to” and the name when unset. */
  label?: string;
  /** What the assistant can do, in a few words: the launcher's second line, and on the start card. */
  hint?: string;
  /** Voice only: a call needs no panel, the dock is all there is. */
  compact?: boolean;
  /** Which face of the panel shows first: the picture of the voice, or the conversation in writing. */
  face?: 'voice' | 'text';
  /** Conversation starters, separated by `|`; the property also takes an array. They show until something was said, and
are sent like typed words. */
  suggestions?: string | readonly string[];
  /** Colours: as the system says, light, or dark. */
  theme?: 'auto' | 'light' | 'dark';
  /** How the voices are drawn. */
  visualizer?: 'bars' | 'wave' | 'orb' | 'none';
  /** Whether the transcript shows. */
  transcript?: 'on' | 'off';
  /** Whether the text field shows. */
  'text-input'?: 'on' | 'off';
  /** Whether the settings can be opened. */
  settings?: 'on' | 'off';
  /** Whether what is being said shows as a line of its own, for people who do not hear. */
  captions?: 'on' | 'off';
  /** Whether starting, ending and muting are heard. */
  sounds?: 'on' | 'off';
  /** Whether emphasis, lists, code and links of textual answers are drawn as such. */
  markdown?: 'on' | 'off';
  /** Hosts that links may lead to, separated by commas; any host when unset. */
  'link-hosts'?: string;
  /** Whether answers, conversations or both can be rated. Nothing is sent but the event. */
  feedback?: 'off' | 'turns' | 'session' | 'both';
  /** Whether the person must agree before anything leaves the page: the microphone, typed words, pictures, context, a
token, the checks of `diagnose()` that need a connection. What they write before they agree waits, and is sent
then. */
  consent?: 'off' | 'required';
  /** `tab` keeps the conversation for this tab across pages, and offers to go on with it. */
  resume?: 'off' | 'tab';
  /** What a press on launcher or hotkey does. `open`: opens the panel and starts a call, once consent and a kept
conversation are settled. `request`: opens the panel, in which “Start talking” starts it. `auto`: starts a call only
where that is expected: the launcher has words, the microphone is allowed, and there was a call on this site before. */
  'start-on'?: 'auto' | 'open' | 'request';
  /** Keys that open and start, e.g. `Alt+V`; held down, they talk in push-to-talk. */
  hotkey?: string;
  /** Seconds after which the conversation ends by itself, with a warning before; the person can have it go on. */
  'max-duration'?: number | `${number}`;
  /** Voices to choose from in the settings, separated by commas. */
  voices?: string;
  /** Shows developers phases, timings, events, levels and the connection. */
  debug?: boolean;
  /** Whether choices made in the settings are remembered on this site. */
  persist?: 'on' | 'off';
  /** Whether the panel is open. */
  open?: boolean;
  /** Whether the microphone is off. */
  muted?: boolean;
  /** Loudness of the assistant, 0 to 1. */
  volume?: number | `${number}`;
  /** Device id of the microphone. */
  'input-device'?: string;
  /** Device id of the speaker. */
  'output-device'?: string;
  /** Name of the assistant, shown and announced. */
  name?: string;
  /** Address of the assistant's picture. */
  avatar?: string;
}

/** Attributes of `<voice-captions>`. */
export interface VoiceCaptionsAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-composer>`. */
export interface VoiceComposerAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-controls>`. */
export interface VoiceControlsAttributes {
  /** Small buttons in one row, beside something else. */
  bar?: boolean;
  /** Offers to go on in writing. */
  keyboard?: boolean;
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-debug>`. */
export interface VoiceDebugAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-settings>`. */
export interface VoiceSettingsAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-status>`. */
export interface VoiceStatusAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-transcript>`. */
export interface VoiceTranscriptAttributes {
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-video>`. */
export interface VoiceVideoAttributes {
  /** The assistant is seen: set by the element itself. */
  live?: boolean;
  /** There is nothing to see: set by the element itself. */
  empty?: boolean;
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** Attributes of `<voice-waveform>`. */
export interface VoiceWaveformAttributes {
  /** What is drawn; as the assistant says when unset. */
  visualizer?: 'bars' | 'wave' | 'orb' | 'none';
  /** Id of the `<voice-assistant>` this part belongs to, when it is not inside one. */
  for?: string;
}

/** The element behind each tag. */
export interface VoiceElements {
  'voice-assistant': VoiceAssistant;
  'voice-captions': VoiceCaptions;
  'voice-composer': VoiceComposer;
  'voice-controls': VoiceControls;
  'voice-debug': VoiceDebug;
  'voice-settings': VoiceSettings;
  'voice-status': VoiceStatus;
  'voice-transcript': VoiceTranscript;
  'voice-video': VoiceVideo;
  'voice-waveform': VoiceWaveform;
}

/** The attributes of each tag. */
export interface VoiceAttributes {
  'voice-assistant': VoiceAssistantAttributes;
  'voice-captions': VoiceCaptionsAttributes;
  'voice-composer': VoiceComposerAttributes;
  'voice-controls': VoiceControlsAttributes;
  'voice-debug': VoiceDebugAttributes;
  'voice-settings': VoiceSettingsAttributes;
  'voice-status': VoiceStatusAttributes;
  'voice-transcript': VoiceTranscriptAttributes;
  'voice-video': VoiceVideoAttributes;
  'voice-waveform': VoiceWaveformAttributes;
}

/** What is set on `<voice-assistant>` as a property, and cannot be written as an attribute. */
export type VoiceAssistantProperties = Partial<
  Pick<
    VoiceAssistant,
    | 'realtimeModel'
    | 'tokenRequest'
    | 'getToken'
    | 'sessionRequest'
    | 'delegate'
    | 'session'
    | 'tools'
    | 'context'
    | 'guardrails'
    | 'agent'
    | 'strings'
  >
>;

/** Every event by the name of its listener in React and Vue. */
export const voiceListeners = {
  onVoiceReady: 'voice-ready',
  onVoicePanelToggle: 'voice-panel-toggle',
  onVoiceStartRequest: 'voice-start-request',
  onVoiceStopRequest: 'voice-stop-request',
  onVoiceMuteRequest: 'voice-mute-request',
  onVoiceInterruptRequest: 'voice-interrupt-request',
  onVoiceSendRequest: 'voice-send-request',
  onVoiceCameraRequest: 'voice-camera-request',
  onVoiceScreenRequest: 'voice-screen-request',
  onVoicePhaseChange: 'voice-phase-change',
  onVoiceSessionStart: 'voice-session-start',
  onVoiceSessionEnd: 'voice-session-end',
  onVoiceEndWarning: 'voice-end-warning',
  onVoiceTranscript: 'voice-transcript',
  onVoiceMessage: 'voice-message',
  onVoiceTranscriptionFailed: 'voice-transcription-failed',
  onVoiceUserSpeech: 'voice-user-speech',
  onVoiceInterrupted: 'voice-interrupted',
  onVoiceDeviceChange: 'voice-device-change',
  onVoiceFeedback: 'voice-feedback',
  onVoiceMetrics: 'voice-metrics',
  onVoiceQuality: 'voice-quality',
  onVoiceToolCall: 'voice-tool-call',
  onVoiceToolResult: 'voice-tool-result',
  onVoiceToolApproval: 'voice-tool-approval',
  onVoiceGuardrail: 'voice-guardrail',
  onVoiceHandoff: 'voice-handoff',
  onVoiceError: 'voice-error',
} as const;
