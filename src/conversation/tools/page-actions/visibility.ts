import {isField, isTickBox, native, tidy} from './dom.js';
import {Labels} from './labels.js';
import {contentArea, isClippedAway, overlaps, pageArea, viewportArea, type Area} from './layout.js';
import {inkOf, opacityOf, showsThroughText} from './paint.js';

/** What is left alone: the widget itself, what the page keeps to itself, and what it says is not there. */
const unread = [
  'voice-assistant, script, style, template, noscript, [data-voice-private]',
  '[hidden], [inert], [aria-hidden=true i]',
  'dialog:not([open]), details:not([open]) > :not(summary:first-of-type)',
].join(', ');

const minOpacity = 0.05;
/** A line that is less high than this cannot be read. */
const minTextHeight = 3;
/** Smaller boxes are there for machines only. */
const minBoxSize = 2;

/** What an element hands down to what is in it. */
interface Layer {
  readonly style: CSSStyleDeclaration;
  readonly opacity: number;
  /** Its own box can be seen. */
  readonly isDrawn: boolean;
  /** Where the element may be, and where what is in it may be. */
  readonly area: Area;
  readonly content: Area;
}

/**
 * What a person can see of the page, or scroll to. It caches what it has measured: made anew for each use. What
 * `content-visibility: auto` has not drawn yet counts as visible; what is in a shadow root does not.
 */
export class Visibility {
  readonly labels = new Labels();
  readonly #layers = new Map<Element, Layer | null>();
  readonly #texts = new Map<Element, string>();
  readonly #modals = openModals();
  readonly #range = document.createRange();

  isVisible(element: Element): boolean {
    const layer = this.#layerOf(element);
    if (!layer || layer.style.visibility !== 'visible' || this.#isBehindModal(element)) return false;
    const rect = native(element, 'getBoundingClientRect')();
    const hasBox = rect.width >= minBoxSize && rect.height >= minBoxSize && overlaps(rect, layer.area);
    return (hasBox && layer.isDrawn) || this.textOf(element) !== '' || this.#isDrawnByLabel(element);
  }

  /** The visible text of an element, without that of its fields, or of a text node. */
  textOf(node: Node): string {
    if (this.#isBehindModal(node)) return '';
    if (node instanceof Element) return tidy(this.#textIn(node));
    const layer = node instanceof Text && node.parentElement && this.#layerOf(node.parentElement);
    return layer && this.#isTextVisible(node, layer) ? tidy(node.data) : '';
  }

  /** Pages hide a tick box itself and draw one at its label, which then stands for it. */
  #isDrawnByLabel(field: Element): boolean {
    return isTickBox(field) && this.labels.of(field).some(label => this.textOf(label) !== '');
  }

  #isBehindModal(node: Node): boolean {
    return this.#modals.length > 0 && !this.#modals.some(modal => modal.contains(node));
  }

  #layerOf(element: Element): Layer | null {
    let layer = this.#layers.get(element);
    if (layer === undefined) this.#layers.set(element, (layer = this.#measure(element)));
    return layer;
  }

  #measure(element: Element): Layer | null {
    const parent = native(element, 'parentNode');
    const above = parent instanceof Element ? this.#layerOf(parent) : null;
    if (!above && parent !== document) return null;
    if (native(element, 'matches')(unread) || above?.style.contentVisibility === 'hidden') return null;
    const style = getComputedStyle(element);
    // Knows what a shadow root around the element hides, too. A box that is not there itself may have some in it.
    const options = {opacityProperty: !isTickBox(element)};
    if (style.display !== 'contents' && !native(element, 'checkVisibility')(options)) return null;
    const opacity = (above?.opacity ?? 1) * opacityOf(style);
    const isDrawn = opacity >= minOpacity && !isClippedAway(element, style);
    if (!isDrawn && !isTickBox(element)) return null;
    const area = style.position === 'fixed' ? viewportArea() : (above?.content ?? pageArea());
    return {style, opacity, isDrawn, area, content: contentArea(element, style, area)};
  }

  #textIn(element: Element): string {
    let text = this.#texts.get(element);
    if (text === undefined) this.#texts.set(element, (text = this.#collect(element)));
    return text;
  }

  #collect(element: Element): string {
    const layer = isField(element) ? null : this.#layerOf(element);
    if (!layer) return '';
    const isClosed = element instanceof HTMLDetailsElement && !element.open;
    let text = '';
    for (const node of native(element, 'childNodes')) {
      if (node instanceof Text) text += !isClosed && this.#isTextVisible(node, layer) ? node.data : ' ';
      else if (node instanceof HTMLBRElement) text += ' ';
      else if (node instanceof Element) text += this.#textIn(node);
    }
    return layer.style.display.startsWith('inline') ? text : ` ${text} `;
  }

  #isTextVisible(node: Text, {style, content, opacity}: Layer): boolean {
    if (style.visibility !== 'visible' || style.contentVisibility === 'hidden' || !node.data.trim())
      return false;
    if (opacity * inkOf(style) < minOpacity && !this.#showsBackground(node)) return false;
    this.#range.selectNodeContents(node);
    const rect = this.#range.getBoundingClientRect();
    return rect.width > 0 && rect.height >= minTextHeight && overlaps(rect, content);
  }

  /** A background of what is around a text is seen through its letters. */
  #showsBackground(text: Text): boolean {
    let element = text.parentElement;
    for (; element; element = native(element, 'parentElement')) {
      const style = this.#layerOf(element)?.style;
      if (style && showsThroughText(style)) return true;
    }
    return false;
  }
}

/** Nothing outside these can be used while they are open. Of several, the one on top, where that can be told. */
function openModals(): readonly Element[] {
  const modals = [...document.querySelectorAll(':modal')];
  const top = modals.filter(modal => {
    const {left, top, width, height} = modal.getBoundingClientRect();
    return modal.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  return modals.length > 1 && top.length > 0 ? top : modals;
}
