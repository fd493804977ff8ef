import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {isCalling} from '../../state/is-calling.js';
import {warn} from '../attributes.js';
import type {LauncherHost} from './launcher-host.js';

const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
/** Modifiers by every name that pages give them. */
const modifiers = {
  alt: 'altKey',
  option: 'altKey',
  opt: 'altKey',
  ctrl: 'ctrlKey',
  control: 'ctrlKey',
  ctl: 'ctrlKey',
  shift: 'shiftKey',
  meta: 'metaKey',
  cmd: 'metaKey',
  command: 'metaKey',
  win: 'metaKey',
  windows: 'metaKey',
  super: 'metaKey',
  mod: isApple ? 'metaKey' : 'ctrlKey',
} as const;
const modifierKeys = ['altKey', 'ctrlKey', 'shiftKey', 'metaKey'] as const;

/** A key, and what is held with it. */
interface Hotkey {
  readonly key: string;
  readonly modifiers: ReadonlySet<(typeof modifierKeys)[number]>;
}

/**
 * Lets keys such as `Alt+V` open and start, from anywhere on the page. In push-to-talk they talk while they
 * are held.
 * @param press does what a press on the launcher does
 */
export function bindHotkey(
  assistant: LauncherHost,
  press: (assistant: LauncherHost) => unknown,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const hotkey = read(assistant.hotkey ?? '');
  if (!hotkey) return warn('hotkey', 'a key with modifiers that there are, e.g. Alt+V');
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
      if (event.repeat || event.isComposing || !matches(event, hotkey) || isTyping(event, hotkey)) return;
      event.preventDefault();
      if (!isCalling(assistant.snapshot)) {
        // With the panel open, it is the button that starts.
        const isClosed = !assistant.open && !/inline|custom/.test(assistant.layout);
        if (isClosed || assistant.startOn === 'request') press(assistant);
        else assistant.dispatchEvent(new VoiceStartRequestEvent());
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
    capture: true, // The keyup in a field of the widget does not come up to here.
  });
  window.addEventListener('blur', leave, {signal});
  signal.addEventListener('abort', leave);
}

/** Null if one of the modifiers is unknown: without it, the rest could be a letter alone. */
function read(text: string): Hotkey | null {
  const names = text
    .toLowerCase()
    .split('+')
    .map(name => name.trim());
  const key = names.pop();
  const known = names.map(name => (Object.hasOwn(modifiers, name) ? modifiers[name as 'alt'] : null));
  if (!key || known.includes(null)) return null;
  return {key, modifiers: new Set(known as (typeof modifierKeys)[number][])};
}

/** Where Alt or Shift makes it another character, as Option does on a Mac, the physical key counts. */
function matches(event: KeyboardEvent, {key, modifiers}: Hotkey): boolean {
  if (!modifierKeys.every(modifier => event[modifier] === modifiers.has(modifier))) return false;
  const typed = event.key.toLowerCase();
  const code = event.code.toLowerCase();
  if (typed === key || code === key) return true;
  return !/^[a-z0-9]$/.test(typed) && [`key${key}`, `digit${key}`].includes(code);
}

/** In a field, a key that types is a letter of what the user writes; so it is with Option on a Mac, and with AltGr. */
function isTyping(event: KeyboardEvent, {key}: Hotkey): boolean {
  const target = event.composedPath()[0] as HTMLElement;
  if (!target.isContentEditable && !/^(input|textarea|select)$/.test(target.localName)) return false;
  if (!event.altKey && !event.ctrlKey && !event.metaKey) return !/^f\d+$/.test(key);
  if (event.getModifierState('AltGraph')) return true;
  const isOther = event.key.toLowerCase() !== key;
  return event.altKey && !event.metaKey && isOther && (event.key.length === 1 || event.key === 'Dead');
}
