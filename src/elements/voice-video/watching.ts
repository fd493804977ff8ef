import type {VideoSize} from '../../session/voice-session.js';
import type {Assistant} from '../assistant.js';

/** How large each picture of an assistant's video is. */
const watchers = new WeakMap<Assistant, Map<object, VideoSize>>();
/** What was told last. */
const told = new WeakMap<Assistant, string>();
/** Sizes are told in steps, so that a window that is dragged larger does not ask for another size with each frame. */
const step = 64;

/**
 * Has the assistant's video come as large as it is shown, by the largest of its pictures; not at all while none is seen.
 * @param anew it is another stream, of which nothing was told
 */
export function watch(assistant: Assistant, picture: object, size: VideoSize | null, anew = false): void {
  const pictures = watchers.get(assistant) ?? new Map<object, VideoSize>();
  watchers.set(assistant, pictures);
  if (size) pictures.set(picture, {width: inSteps(size.width), height: inSteps(size.height)});
  else pictures.delete(picture);
  const [largest = null] = [...pictures.values()].sort((one, other) => areaOf(other) - areaOf(one));
  const now = JSON.stringify(largest);
  if (!anew && told.get(assistant) === now) return;
  told.set(assistant, now);
  assistant.loadConversation?.().then(
    conversation => conversation.watchVideo(largest),
    () => {}, // It is loaded, or there would be no video.
  );
}

function inSteps(length: number): number {
  return Math.ceil(length / step) * step;
}

function areaOf({width, height}: VideoSize): number {
  return width * height;
}
