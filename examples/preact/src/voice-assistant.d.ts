import type {VoiceAssistant, VoiceEventMap} from 'voice-assistant-element';

/* The tag, its properties and its events, for Preact's JSX. */
type Properties = Partial<Omit<VoiceAssistant, keyof HTMLElement>>;
type Listeners = {[Name in keyof VoiceEventMap as `on${Name}`]?: (event: VoiceEventMap[Name]) => void};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'voice-assistant': HTMLAttributes<VoiceAssistant> & Properties & Listeners;
    }
  }
}
