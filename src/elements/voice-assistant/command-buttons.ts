interface CommandButton extends HTMLElement {
  /** What the browser itself sends the command to, where it knows commands. */
  readonly commandForElement?: Element | null;
}

const pages = new WeakSet<Document>();

/**
 * For browsers without invoker commands: buttons with `commandfor` and `command`, or with `data-voice-command`, do what
 * they do in the others. Without `commandfor` it is the first assistant of the page that they command. One listener
 * serves all assistants.
 * @see https://developer.mozilla.org/docs/Web/API/Invoker_Commands_API
 */
export function serveCommandButtons(page: Document, tag: string): void {
  if (pages.has(page)) return;
  pages.add(page);
  page.addEventListener('click', event => {
    const [target] = event.composedPath() as Element[];
    const button = target?.closest?.<CommandButton>('[data-voice-command], [command^="--voice-"]');
    const command = button?.getAttribute('data-voice-command') || button?.getAttribute('command');
    if (!button || !command || event.defaultPrevented) return;
    if (button.commandForElement && button.hasAttribute('command')) return; // The browser does it.
    const id = button.getAttribute('commandfor');
    const assistant = id ? page.getElementById(id) : page.querySelector(tag);
    assistant?.dispatchEvent(Object.assign(new Event('command'), {command, source: button}));
  });
}
