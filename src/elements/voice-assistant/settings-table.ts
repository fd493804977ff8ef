import {flag, numberBetween, oneOf, property, text, type Setting} from '../attributes.js';

const onOff = ['on', 'off'];
const reflected = {reflect: true};

/** What the conversation reads; handed to it as plain data. */
const conversationSettings = {
  backend: oneOf(
    ['openai-realtime', 'openai-live', 'livekit', 'pipecat', 'elevenlabs', 'ai-sdk'],
    'openai-realtime',
  ),
  realtimeModel: property,
  tokenEndpoint: text,
  tokenMethod: oneOf(['auto', 'POST', 'GET'], 'auto'),
  tokenRequest: property,
  getToken: property,
  sessionEndpoint: text,
  sessionRequest: property,
  delegate: property,
  realtimeUrl: text,
  transport: oneOf(['auto', 'webrtc', 'websocket'], 'auto'),
  workletUrl: text,
  model: text,
  voice: text,
  instructions: text,
  speed: numberBetween(0.25, 1.5),
  language: text,
  greeting: text,
  firstMessage: text,
  answers: oneOf(['auto', 'spoken', 'written'], 'auto'),
  turnDetection: oneOf(['semantic-vad', 'server-vad', 'push-to-talk']),
  vadEagerness: oneOf(['low', 'medium', 'high', 'auto']),
  vadThreshold: numberBetween(0, 1),
  vadSilenceMs: numberBetween(0, 60_000),
  vadPrefixMs: numberBetween(0, 60_000),
  noiseReduction: oneOf(['near-field', 'far-field', 'off']),
  bargeIn: oneOf(onOff, 'on'),
  maxDuration: numberBetween(1, 86_400),
  sounds: oneOf(onOff, 'on'),
  debug: flag(),
  volume: numberBetween(0, 1, 1),
  inputDevice: text,
  outputDevice: text,
  session: property,
  tools: property,
  context: property,
  guardrails: property,
  agent: property,
} satisfies Record<string, Setting>;

/** What only the widget itself reads. */
const widgetSettings = {
  layout: oneOf(['floating', 'inline', 'modal', 'fullscreen', 'custom'], 'floating', reflected),
  placement: oneOf(
    ['bottom-end', 'bottom-start', 'bottom', 'top-end', 'top-start', 'top'],
    'bottom-end',
    reflected,
  ),
  launcher: oneOf(['pill', 'bubble', 'bar', 'none'], 'pill', reflected),
  label: text,
  hint: text,
  compact: flag(reflected),
  face: oneOf(['voice', 'text'], 'voice'),
  suggestions: text,
  preset: oneOf(['glass', 'paper', 'ink', 'bloom', 'midnight', 'native']),
  theme: oneOf(['auto', 'light', 'dark'], 'auto', reflected),
  visualizer: oneOf(['orb', 'bars', 'wave', 'none'], 'orb'),
  transcript: oneOf(onOff, 'on'),
  textInput: oneOf(onOff, 'on'),
  settings: oneOf(onOff, 'on'),
  captions: oneOf(onOff, 'off'),
  markdown: oneOf(onOff, 'on'),
  linkHosts: text,
  feedback: oneOf(['off', 'turns', 'session', 'both'], 'off'),
  consent: oneOf(['off', 'required'], 'off'),
  resume: oneOf(['off', 'tab'], 'off'),
  hotkey: text,
  startOn: oneOf(['auto', 'open', 'request'], 'auto'),
  voices: text,
  persist: oneOf(onOff, 'on'),
  open: flag(reflected),
  muted: flag(reflected),
  name: text,
  avatar: text,
  strings: property,
} satisfies Record<string, Setting>;

/** What the widget knows of its own state; no page sets it. */
const internalState = {
  shownFace: {default: null},
  view: {default: null},
  banner: {default: null},
  agreed: {default: null},
} satisfies Record<string, Setting>;

/** Every attribute and property of `<voice-assistant>`: the accessors and the manifest are made from it. */
export const settingsTable: Readonly<Record<string, Setting>> = {
  ...conversationSettings,
  ...widgetSettings,
  ...internalState,
};

/** The names of those that the conversation reads. */
export const conversationSettingNames = Object.keys(
  conversationSettings,
) as (keyof typeof conversationSettings)[];

/** Attributes are called like their properties, in kebab case. */
export function attributeOf(name: string): string {
  return name.replace(/[A-Z]/g, '-$&').toLowerCase();
}
