import {voiceIconPath} from '../elements/icons.js';
import {tokenRules} from '../elements/tokens.js';
import {launcherRules} from '../elements/voice-assistant/voice-assistant.styles.js';
import {fill} from '../localize/fill.js';
import {launcherWords} from '../localize/en/launcher.js';
import {directionOf} from '../localize/direction.js';

/** What a server knows of an assistant that it draws. */
export interface LauncherOptions {
  /** As the attribute of the same name. */
  readonly layout?: string;
  /** As the attribute of the same name. */
  readonly placement?: string;
  /** The assistant's name, for screen readers. */
  readonly name?: string;
  /** Language of the page, as a BCP 47 tag: it decides on the direction where `dir` does not. */
  readonly lang?: string;
  /** Writing direction of the page. */
  readonly dir?: string;
  /** Allows the style, under a policy that asks for a nonce. Without it the launcher shows with the script. */
  readonly nonce?: string;
}

/** Shows the launcher only if its style was let through, as it would push the page about otherwise. */
const shown = '.frame[hidden][hidden] {display: flex !important}';

/**
 * The inside of a `<template shadowrootmode="open">` within `<voice-assistant>`: the launcher as the element draws it,
 * so that it is there with the page. When the script has come, the element takes it over.
 */
export function renderLauncher(options: LauncherOptions = {}): string {
  const {layout, placement, name, lang = '', dir, nonce} = options;
  if (layout === 'custom') return '<slot></slot>';
  const kind = layout === 'inline' ? 'inline' : 'floating';
  const style = `${tokenRules}${launcherRules}${shown}`.replace(/\s+/g, ' ');
  const label = fill(launcherWords.talkTo, {name: name || launcherWords.assistant});
  return `<style${nonce ? ` nonce="${escape(nonce)}"` : ''}>${style}</style>
<div class="frame ${kind} ${escape(placement ?? 'bottom-end')}" dir="${directionOf(lang, dir)}" hidden>${launcher(label)}</div>`;
}

/** Without any space between its parts, as the element makes it: then it is the same. */
function launcher(label: string): string {
  const icon = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${voiceIconPath}"></path></svg>`;
  return `<button class="launcher" part="launcher" aria-label="${escape(label)}" aria-expanded="false"><slot name="launcher-icon">${icon}</slot></button>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
