import {VoiceStartRequestEvent} from '../../events/lifecycle.js';
import type {PanelElement} from './panel-element.js';

/** What a launcher opens and starts. */
interface LauncherHost extends PanelElement {
  /** Loads what the user is about to need. */
  comesNear(): void;
}

/** Follows the user to the launcher. */
export function serveLauncher(launcher: HTMLElement, host: LauncherHost): void {
  const near = () => host.comesNear();
  launcher.addEventListener('pointerenter', near);
  launcher.addEventListener('focus', near);
  launcher.addEventListener('touchstart', near, {passive: true});
  launcher.addEventListener('click', () => void press(host));
}

async function press(host: LauncherHost): Promise<void> {
  if (host.open) return host.setOpen(false, 'person');
  if (host.resume === 'tab') {
    host.unlockAudio();
    host.setOpen(true, 'person');
    await host.loadConversation().catch(() => {}); // Tried again, and told, when it is needed.
    // What was kept for this tab is offered in the panel.
    if (!host.open || host.snapshot.restored) return;
  }
  // The panel comes second: it is drawn while the network works.
  if (host.snapshot.phase === 'idle' && host.startOn !== 'request')
    host.dispatchEvent(new VoiceStartRequestEvent());
  host.setOpen(true, 'person');
}
