import {make, makeIcon, setAttributes, setChildren} from '../dom.js';
import {focusedIn} from '../focus.js';
import {voiceIconPath} from '../icons.js';
import type {DockFace} from '../panel-host.js';
import {tokenRules} from '../tokens.js';
import {launcherRules} from './voice-assistant.styles.js';

/** What is drawn in the shadow root of an idle page. The launcher shows itself, or a call. */
export interface FrameState extends DockFace {
  readonly layout: string;
  readonly placement: string;
  /** The form of the launcher. */
  readonly launcher: string;
  /** The name of its look; empty for the usual one. */
  readonly preset: string;
  /** Nothing is to be seen yet. */
  readonly isHidden: boolean;
  readonly language: string;
  readonly direction: string;
  readonly open: boolean;
  /** Why nothing opens; empty if something does. */
  readonly trouble: string;
  readonly panel: HTMLElement | null;
  /** What is told to screen readers beside them; null before there is anything to tell. */
  readonly told: HTMLElement | null;
  /** Address of the picture of who speaks. */
  readonly avatar: string | undefined;
}

/** Shared by all assistants of a page. */
let sheet: CSSStyleSheet | undefined;

/**
 * What stands in the shadow root: the launcher, what is wrong with it, and the panel, once there is one. A launcher
 * that the server has drawn is taken over if it is the same, and keeps the focus.
 */
export class Frame {
  readonly launcher: HTMLButtonElement;
  /** The launcher, and the buttons of a call beside it. */
  readonly dock: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #frame: HTMLElement;
  readonly #icon: HTMLElement;
  readonly #disc: Element;
  /** In place of the disc. */
  readonly #avatar = make('img', {class: 'disc', alt: ''});
  #brokenAvatar: string | null = null;
  /** What the launcher says; in a call it stands beside it, since it changes too often for the name of a button. */
  readonly #words: HTMLElement;
  readonly #label: HTMLElement;
  readonly #hint: HTMLElement;
  /** That of the page. */
  #fontFamily = '';
  /** Parts of a custom layout. */
  readonly #parts = make('slot');
  readonly #trouble = make('p', {class: 'trouble', role: 'alert'});

  constructor(root: ShadowRoot) {
    this.#root = root;
    const drawn = root.querySelector<HTMLElement>('.dock');
    const dock = makeDock();
    const taken = drawn && isSame(drawn, dock) ? drawn : null;
    this.dock = taken ?? dock;
    this.#frame = taken?.parentElement ?? make('div');
    const find = <T extends Element>(selector: string) => this.dock.querySelector<T>(selector)!;
    this.launcher = find<HTMLButtonElement>('.launcher');
    this.#icon = find<HTMLElement>('slot');
    this.#disc = find('.disc');
    this.#words = find<HTMLElement>('.words');
    this.#words.addEventListener('click', () => {
      if (this.#words.parentElement === this.dock) this.launcher.click();
    });
    this.#avatar.addEventListener('error', () => {
      this.#brokenAvatar = this.#avatar.getAttribute('src');
      this.#avatar.replaceWith(this.#disc);
    });
    this.#label = find<HTMLElement>('b');
    this.#hint = find<HTMLElement>('small');
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(tokenRules + launcherRules);
    }
    root.adoptedStyleSheets = [sheet];
  }

  draw(state: FrameState): void {
    const {layout, placement, launcher, preset, language, direction, open, trouble, panel, told, controls} =
      state;
    const [inline, custom] = [layout === 'inline', layout === 'custom'];
    this.#drawLauncher(state);
    setAttributes(this.#frame, {
      class: `frame ${inline ? 'inline' : 'floating'} ${placement} ${launcher} ${preset}`,
      lang: language,
      dir: direction,
      hidden: state.isHidden ? '' : null,
    });
    this.#frame.classList.toggle('open', open);
    if (!this.#fontFamily) this.#followPage();
    setText(this.#trouble, trouble);
    const isNeeded = !custom && !panel && (launcher !== 'none' || controls);
    setChildren(this.#frame, [
      ...(isNeeded ? [this.dock] : []),
      ...(trouble ? [this.#trouble] : []),
      ...(panel ? [panel] : []),
      ...(told ? [told] : []),
    ]);
    setChildren(this.#root, [
      ...(custom ? [this.#parts] : []),
      ...(custom && !panel && !trouble ? [] : [this.#frame]),
    ]);
    // A hint that does not fit goes as a whole: half of one says nothing.
    if (state.hint && !controls) this.#hint.hidden = this.#hint.scrollWidth > this.#hint.clientWidth;
  }

  /** Whether the page hides the launcher, and that alone. */
  get isLauncherHidden(): boolean {
    return isSeen(this.#frame) && !isSeen(this.launcher) && !this.#frame.matches('.none, .open');
  }

  /** Whether the launcher says what a press does: a bubble does not. */
  get saysWhatItDoes(): boolean {
    return this.#label.clientWidth > 0;
  }

  /** Shows no more than the picture, until the user points at it. */
  collapse(collapsed: boolean): void {
    this.dock.classList.toggle('collapsed', collapsed);
  }

  /** The widget is written in the font of the page, of which nothing else gets in. */
  #followPage(): void {
    this.#fontFamily = getComputedStyle(this.#root.host).fontFamily;
    if (this.#fontFamily) this.#frame.style.setProperty('--_page-font', this.#fontFamily);
  }

  #drawLauncher({name, group, label, hint, controls, picture, open, avatar}: FrameState): void {
    setAttributes(this.launcher, {'aria-label': name, 'aria-expanded': String(open)});
    setText(this.#label, label);
    setText(this.#hint, hint);
    this.#hint.hidden = !hint;
    setAttributes(this.dock, {
      part: controls && 'dock',
      role: controls && 'group',
      'aria-label': controls && group,
    });
    this.dock.classList.toggle('calling', controls !== null);
    const focused = focusedIn(this.#root);
    setAttributes(this.#words, {'aria-hidden': controls && 'true'});
    setChildren(this.launcher, controls ? [this.#icon] : [this.#icon, this.#words]);
    setChildren(this.dock, controls ? [this.launcher, this.#words, controls] : [this.launcher]);
    // The button that ended the call is gone with it.
    if (focused?.isConnected === false) this.launcher.focus();
    setAttributes(this.#avatar, {src: avatar ?? null});
    setChildren(this.#icon, [
      picture ?? (avatar && avatar !== this.#brokenAvatar ? this.#avatar : this.#disc),
    ]);
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function isSeen(element: Element): boolean {
  const {checkVisibility} = element as Partial<Element>; // Older browsers have no such method.
  return checkVisibility
    ? checkVisibility.call(element, {opacityProperty: true, visibilityProperty: true})
    : element.getClientRects().length > 0;
}

function makeDock(): HTMLElement {
  const disc = make('span', {class: 'disc'}, makeIcon(voiceIconPath));
  const words = make('span', {class: 'lines'}, make('b'), document.createTextNode(' '), make('small'));
  return make(
    'div',
    {class: 'dock'},
    make(
      'button',
      {class: 'launcher', part: 'launcher'},
      make('slot', {name: 'launcher-icon'}, disc),
      make('span', {class: 'words'}, words),
    ),
  );
}

/** Whether a launcher differs from another in nothing but what it says. */
function isSame(drawn: HTMLElement, made: HTMLElement): boolean {
  const copy = drawn.cloneNode(true) as HTMLElement;
  for (const line of copy.querySelectorAll('b, small')) {
    line.textContent = '';
    line.removeAttribute('hidden');
  }
  const launcher = copy.firstElementChild;
  if (launcher) setAttributes(launcher, {'aria-label': null, 'aria-expanded': null});
  return copy.isEqualNode(made);
}
