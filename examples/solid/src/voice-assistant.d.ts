import type {JSX} from 'solid-js';
import type {VoiceAssistant, VoiceEventMap} from 'voice-assistant-element';

/* The tag, its properties (`prop:`) and its events (`on:`), for Solid's JSX. */
type Properties = Omit<VoiceAssistant, keyof HTMLElement>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'voice-assistant': JSX.HTMLAttributes<VoiceAssistant>;
    }
    interface ExplicitProperties extends Properties {}
    interface CustomEvents extends VoiceEventMap {}
  }
}
