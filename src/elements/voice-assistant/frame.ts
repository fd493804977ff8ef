import {make, makeIcon, setAttributes, setChildren} from '../dom.js';
import {voiceIconPath} from '../icons.js';
import {tokenRules} from '../tokens.js';
import {launcherRules} from './voice-assistant.styles.js';

/** What is drawn in the shadow root of an idle page. */
export interface FrameState {
  readonly layout: string;
  readonly placement: string;
  readonly language: string;
  readonly direction: string;
  /** What the launcher does, for screen readers. */
  readonly label: string;
  readonly open: boolean;
  /** Why nothing opens; empty if something does. */
  readonly trouble: string;
  readonly panel: HTMLElement | null;
}

/** Shared by all assistants of a page. */
let sheet: CSSStyleSheet | undefined;

/**
 * What stands in the shadow root: the launcher, what is wrong with it, and the panel, once there is one. A launcher
 * that the server has drawn is taken over if it is the same, and keeps the focus.
 */
export class Frame {
  readonly launcher: HTMLButtonElement;
  readonly #root: ShadowRoot;
  readonly #frame: HTMLElement;
  /** Parts of a custom layout. */
  readonly #parts = make('slot');
  readonly #trouble = make('p', {class: 'trouble', role: 'alert'});

  constructor(root: ShadowRoot) {
    this.#root = root;
    const drawn = root.querySelector<HTMLButtonElement>('.launcher');
    const launcher = makeLauncher();
    const taken = drawn && isSame(drawn, launcher) ? drawn : null;
    this.launcher = taken ?? launcher;
    this.#frame = taken?.parentElement ?? make('div');
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(tokenRules + launcherRules);
    }
    root.adoptedStyleSheets = [sheet];
  }

  draw({layout, placement, language, direction, label, open, trouble, panel}: FrameState): void {
    const [inline, custom] = [layout === 'inline', layout === 'custom'];
    setAttributes(this.launcher, {'aria-label': label, 'aria-expanded': String(open)});
    setAttributes(this.#frame, {
      class: `frame ${inline ? 'inline' : 'floating'} ${placement}`,
      lang: language,
      dir: direction,
      hidden: null,
    });
    if (this.#trouble.textContent !== trouble) this.#trouble.textContent = trouble;
    setChildren(this.#frame, [
      ...(custom || (inline && panel) ? [] : [this.launcher]),
      ...(trouble ? [this.#trouble] : []),
      ...(panel ? [panel] : []),
    ]);
    setChildren(this.#root, [
      ...(custom ? [this.#parts] : []),
      ...(custom && !panel && !trouble ? [] : [this.#frame]),
    ]);
  }

  /** Whether the page hides the launcher, and that alone. */
  get isLauncherHidden(): boolean {
    return isSeen(this.#frame) && !isSeen(this.launcher);
  }
}

function isSeen(element: Element): boolean {
  const {checkVisibility} = element as Partial<Element>; // Older browsers have no such method.
  return checkVisibility
    ? checkVisibility.call(element, {opacityProperty: true, visibilityProperty: true})
    : element.getClientRects().length > 0;
}

function makeLauncher(): HTMLButtonElement {
  const icon = make('slot', {name: 'launcher-icon'}, makeIcon(voiceIconPath));
  return make('button', {class: 'launcher', part: 'launcher'}, icon);
}

/** Whether a launcher differs from another in nothing but what it says. */
function isSame(drawn: HTMLElement, launcher: HTMLElement): boolean {
  const copy = drawn.cloneNode(true) as HTMLElement;
  setAttributes(copy, {'aria-label': null, 'aria-expanded': null});
  return copy.isEqualNode(launcher);
}
