import type {VoiceEventMap} from '../events/index.js';
import type {VoiceAssistantProperties, VoiceAttributes, VoiceElements, voiceListeners} from './tags.js';

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

type AttributesAsProperties<Attributes> = {
  [Name in keyof Attributes as CamelCase<Name & string>]: Attributes[Name];
};

/** What can be set on a tag by properties, in camelCase. */
export type PropertiesOf<Tag extends keyof VoiceElements> = AttributesAsProperties<VoiceAttributes[Tag]> &
  (Tag extends 'voice-assistant' ? VoiceAssistantProperties : unknown);

/** Listeners as React's components and Vue's templates name them: `onVoiceMessage`. */
export type Listeners = {
  [Name in keyof typeof voiceListeners]?: (event: VoiceEventMap[(typeof voiceListeners)[Name]]) => void;
};

/** Listeners as Svelte and React's own elements name them: `onvoice-message`. */
export type ListenerAttributes = {
  [Name in keyof VoiceEventMap as `on${Name}`]?: (event: VoiceEventMap[Name]) => void;
};
