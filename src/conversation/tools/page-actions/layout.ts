/* Where boxes are, and whether anything is left of them. All in pixels from the corner of the viewport. */

import {native} from './dom.js';

/** A stretch of the page that can be brought into view. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function viewportArea(): Area {
  return {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
}

/** What the page can be scrolled to. */
export function pageArea(): Area {
  const {scrollWidth, scrollHeight, clientWidth} = document.scrollingElement ?? document.documentElement;
  const isFromRight = getComputedStyle(document.documentElement).direction === 'rtl';
  const left = (isFromRight ? clientWidth - scrollWidth : 0) - scrollX;
  return {left, top: -scrollY, right: left + scrollWidth, bottom: scrollHeight - scrollY};
}

/**
 * Where what is in an element may be, when the element itself may be in an area: what it can be scrolled to. Some
 * scroll from their end (right to left, `column-reverse`), which cannot be told from outside: both directions count.
 */
export function contentArea(element: Element, style: CSSStyleDeclaration, area: Area): Area {
  const {overflowX, overflowY, contentVisibility} = style;
  // How large it will be is not known before it is drawn.
  if (contentVisibility === 'auto') return {...area, right: Infinity, bottom: Infinity};
  if (!/auto|scroll|hidden/.test(`${overflowX} ${overflowY}`) || handsOverflowToPage(element)) return area;
  const {scrollWidth, scrollHeight, clientWidth, clientHeight, scrollLeft, scrollTop} = element;
  if (scrollWidth <= clientWidth && scrollHeight <= clientHeight) return area;
  const rect = native(element, 'getBoundingClientRect')();
  const left = rect.left + element.clientLeft - scrollLeft;
  const top = rect.top + element.clientTop - scrollTop;
  return {
    left: left - (scrollWidth - clientWidth),
    top: top - (scrollHeight - clientHeight),
    right: left + scrollWidth,
    bottom: top + scrollHeight,
  };
}

/** The overflow of these is that of the viewport. */
function handsOverflowToPage(element: Element): boolean {
  const root = document.documentElement;
  return element === root || (element === document.body && getComputedStyle(root).overflow === 'visible');
}

export function overlaps(rect: DOMRect, area: Area): boolean {
  return rect.right > area.left && rect.left < area.right && rect.bottom > area.top && rect.top < area.bottom;
}

/** Whether a box leaves nothing to be seen of what is in it. */
export function isClippedAway(element: Element, style: CSSStyleDeclaration): boolean {
  const {overflowX, overflowY, position, clip, clipPath} = style;
  const clips = overflowX !== 'visible' || overflowY !== 'visible';
  const isPositioned = position === 'absolute' || position === 'fixed';
  if (!clips && clipPath === 'none' && !isPositioned) return false;
  const rect = native(element, 'getBoundingClientRect')();
  if (isPositioned && isEmptyRect(clip)) return true;
  if (clipPath !== 'none' && isEmptyPath(clipPath, rect)) return true;
  if (style.display === 'inline' || style.display === 'contents' || handsOverflowToPage(element))
    return false;
  return (overflowX !== 'visible' && rect.width <= 1) || (overflowY !== 'visible' && rect.height <= 1);
}

function isEmptyRect(clip: string): boolean {
  const [top, right, bottom, left] = (/^rect\((.*)\)$/.exec(clip)?.[1] ?? '').split(/,\s*/).map(parseFloat);
  return right! - left! <= 1 || bottom! - top! <= 1;
}

/** Circles without a radius, polygons that are a point or a line, insets that leave nothing. */
function isEmptyPath(path: string, {width, height}: DOMRect): boolean {
  const [, shape, inside = ''] = /^([a-z]+)\((.*)\)$/.exec(path) ?? [];
  if (shape === 'circle' || shape === 'ellipse') return /^0(px|%)?( |$)/.test(inside);
  if (shape === 'polygon') return new Set(inside.split(/,\s*/)).size < 3;
  if (shape !== 'inset') return false;
  const sides = inside.replace(/ round .*/, '').split(' ');
  const [top, right = top, bottom = top, left = right] = sides as [string, ...string[]];
  const taken = (side: string, whole: number) => parseFloat(side) * (side.endsWith('%') ? whole / 100 : 1);
  return (
    taken(top, height) + taken(bottom, height) >= height - 1 ||
    taken(left, width) + taken(right, width) >= width - 1
  );
}
