import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import {isCalling} from '../../state/is-calling.js';
import type {LauncherHost} from './launcher-host.js';

/** Follows the user to the launcher. */
export function serveLauncher(launcher: HTMLElement, host: LauncherHost): void {
  const near = () => host.comesNear();
  launcher.addEventListener('pointerenter', near);
  launcher.addEventListener('focus', near);
  launcher.addEventListener('touchstart', near, {passive: true});
  // A finger on a bubble makes it grow: what counts is what it said before.
  let said: boolean | null = null;
  launcher.addEventListener('pointerdown', () => (said = host.saysWhatItDoes));
  launcher.addEventListener('click', () => {
    void press(host, said ?? host.saysWhatItDoes);
    said = null;
  });
}

/** A press on the launcher or its hotkey: opens the panel, and starts a call where the user knows that it will. */
export async function press(host: LauncherHost, saysWhatItDoes = host.saysWhatItDoes): Promise<void> {
  if (host.open) return host.setOpen(false, 'person');
  if (isCalling(host.snapshot) || host.startOn === 'request') return host.setOpen(true, 'person');
  host.unlockAudio(); // The press itself must do it.
  if (host.resume === 'tab') {
    host.setOpen(true, 'person');
    await host.loadConversation().catch(() => {}); // Tried again, and told, when it is needed.
    // What was kept for this tab is offered in the panel.
    if (!host.open || host.snapshot.restored) return;
  }
  const starts =
    host.startOn === 'open' ||
    (saysWhatItDoes &&
      (await import('./beside-the-launcher.js').then(
        module => module.isExpected(host),
        () => false,
      )));
  // The panel comes second: it is drawn while the network works.
  if (starts && host.snapshot.phase === 'idle') host.dispatchEvent(new VoiceStartRequestEvent());
  if (!starts || !host.compact) host.setOpen(true, 'person');
}
