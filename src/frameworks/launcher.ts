import {voiceIcon} from '../elements/icons.js';
import {tokens} from '../elements/tokens.styles.js';
import {launcherStyles} from '../elements/voice-assistant/voice-assistant.styles.js';
import {fill} from '../localize/fill.js';
import {launcherWords} from '../localize/en/launcher.js';

/** What a server knows of an assistant that it draws. */
export interface LauncherOptions {
  /** As the attribute of the same name. */
  readonly layout?: string;
  /** As the attribute of the same name. */
  readonly placement?: string;
  /** The assistant's name, for screen readers. */
  readonly name?: string;
  /** Allows the style, under a policy that asks for a nonce. Without it the launcher shows with the script. */
  readonly nonce?: string;
}

/**
 * Shows the launcher only if its style was let through, as it would push the page about otherwise; and only until the
 * element has drawn its own, which it puts before what it finds.
 */
const shown = `.frame[hidden][hidden] {display: flex !important}
  .frame:not([hidden]) ~ .frame[hidden] {display: none !important}`;

/**
 * The inside of a `<template shadowrootmode="open">` within `<voice-assistant>`: the launcher as the element draws it,
 * so that it is there with the page. The element's own takes its place when the script has come.
 */
export function renderLauncher({layout, placement, name, nonce}: LauncherOptions = {}): string {
  if (layout === 'custom') return '<slot></slot>';
  const kind = layout === 'inline' ? 'inline' : 'floating';
  const style = `${tokens.cssText}${launcherStyles.cssText}${shown}`.replace(/\s+/g, ' ');
  const label = fill(launcherWords.talkTo, {name: name || launcherWords.assistant});
  return `<style${nonce ? ` nonce="${escape(nonce)}"` : ''}>${style}</style>
<div class="frame ${kind} ${escape(placement ?? 'bottom-end')}" hidden>
<button class="launcher" part="launcher" aria-label="${escape(label)}" aria-expanded="false">
<slot name="launcher-icon">${voiceIcon.strings.join('')}</slot></button></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
