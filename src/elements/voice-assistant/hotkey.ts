import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {isCalling} from '../../state/is-calling.js';
import type {PanelElement} from './panel-element.js';

const modifiers = {
  alt: 'altKey',
  ctrl: 'ctrlKey',
  control: 'ctrlKey',
  shift: 'shiftKey',
  meta: 'metaKey',
} as const;
const modifierKeys = ['altKey', 'ctrlKey', 'shiftKey', 'metaKey'] as const;

/**
 * Lets keys such as `Alt+V` open and start, from anywhere on the page. In push-to-talk they talk while they
 * are held.
 */
export function bindHotkey(assistant: PanelElement, signal: AbortSignal): void {
  if (signal.aborted) return;
  const matches = matcher(assistant.hotkey ?? '');
  /** The key that talks at present. */
  let held = '';
  const release = (atOnce = false) => {
    if (held) assistant.stopTalking(atOnce);
    held = '';
  };
  const leave = () => release(true);
  document.addEventListener(
    'keydown',
    event => {
      if (event.repeat || event.isComposing || !matches(event) || isTyping(event)) return;
      event.preventDefault();
      if (!isCalling(assistant.snapshot)) {
        assistant.setOpen(true, 'person');
        if (assistant.startOn !== 'request') assistant.dispatchEvent(new VoiceStartRequestEvent());
      } else if (assistant.turnDetection === 'push-to-talk') {
        held = event.code;
        assistant.startTalking();
      } else {
        assistant.setOpen(!assistant.open, 'person');
      }
    },
    {signal},
  );
  // A Mac tells no other keyup while the command key is down: its own then counts.
  document.addEventListener('keyup', ({code, key}) => (code === held || key === 'Meta') && release(), {
    signal,
  });
  window.addEventListener('blur', leave, {signal});
  signal.addEventListener('abort', leave);
}

/** Without a modifier, a key in a field is a letter of what the user writes. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const target = event.composedPath()[0] as HTMLElement;
  return target.isContentEditable || /^(input|textarea|select)$/.test(target.localName);
}

/** Compares physical keys, so that Alt+V is the same key when Alt makes it another letter. */
function matcher(hotkey: string): (event: KeyboardEvent) => boolean {
  const names = hotkey
    .toLowerCase()
    .split('+')
    .map(name => name.trim());
  const key = names.pop() ?? '';
  const wanted = new Set(names.map(name => modifiers[name as keyof typeof modifiers]));
  return event =>
    modifierKeys.every(modifier => event[modifier] === wanted.has(modifier)) &&
    (event.key.toLowerCase() === key ||
      event.code.toLowerCase() === `key${key}` ||
      event.code.toLowerCase() === key);
}
