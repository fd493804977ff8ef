/* For Vue: registers the elements, and types their tags in templates. */
import type {HTMLAttributes} from 'vue';
import '../entries/define.js';
import type {VoiceAttributes, VoiceElements} from './tags.js';
import type {Listeners, PropertiesOf} from './typed-names.js';

export {defineParts} from '../entries/define.js';

/** For the compiler option `isCustomElement`: these tags are elements, not components of Vue. */
export function isVoiceElement(tag: string): boolean {
  return tag.startsWith('voice-');
}

type VoiceComponents = {
  [Tag in keyof VoiceElements]: new () => {
    $props: HTMLAttributes & VoiceAttributes[Tag] & PropertiesOf<Tag> & Listeners;
  };
};

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalComponents extends VoiceComponents {}
}
