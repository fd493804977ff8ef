/* For Svelte: registers the elements, and types their tags in markup. */
import type {HTMLAttributes} from 'svelte/elements';
import '../entries/define.js';
import type {VoiceAttributes, VoiceElements} from './tags.js';
import type {ListenerAttributes, PropertiesOf} from './typed-names.js';

export {defineParts} from '../entries/define.js';

type VoiceTags = {
  [Tag in keyof VoiceElements]: Omit<HTMLAttributes<VoiceElements[Tag]>, keyof VoiceAttributes[Tag]> &
    VoiceAttributes[Tag] &
    PropertiesOf<Tag> &
    ListenerAttributes;
};

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface SvelteHTMLElements extends VoiceTags {}
}
