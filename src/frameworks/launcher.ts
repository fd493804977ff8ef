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
  /** As the attribute of the same name. */
  readonly launcher?: string;
  /** As the attribute of the same name: the launcher shows with the script then, in its look. */
  readonly preset?: string;
  /** As the attribute of the same name, in the language of the page. */
  readonly label?: string;
  /** As the attribute of the same name. */
  readonly hint?: string;
  /** The assistant's name. */
  readonly name?: string;
  /** Language of the page, as a BCP 47 tag: it decides on the direction where `dir` does not. */
  readonly lang?: string;
  /** Writing direction of the page. */
  readonly dir?: string;
  /** Allows the style, under a policy that asks for a nonce. Without it the launcher shows with the script. */
  readonly nonce?: string;
}

/** Shows the launcher only if its style was let through, as it would push the page about otherwise. */
const shown = '.frame[hidden][hidden] {display: flex !important; font-family: inherit}';

/**
 * The inside of a `<template shadowrootmode="open">` within `<voice-assistant>`: the launcher as the element draws it,
 * so that it is there with the page. When the script has come, the element takes it over.
 */
export function renderLauncher(options: LauncherOptions = {}): string {
  const {
    layout,
    placement,
    launcher = 'pill',
    preset,
    name,
    label,
    hint = '',
    lang = '',
    dir,
    nonce,
  } = options;
  if (layout === 'custom') return '<slot></slot>';
  const kind = layout === 'inline' ? 'inline' : 'floating';
  const style = `${tokenRules}${launcherRules}${preset ? '' : shown}`.replace(/\s+/g, ' ');
  const words = label || (name ? fill(launcherWords.talkTo, {name}) : launcherWords.talkToUs);
  return `<style${nonce ? ` nonce="${escape(nonce)}"` : ''}>${style}</style>
<div class="frame ${kind} ${escape(placement ?? 'bottom-end')} ${escape(launcher)}" dir="${directionOf(lang, dir)}" hidden>${launcher === 'none' ? '' : dock(words, hint)}</div>`;
}

/** Without any space between its parts, as the element makes it: then it is the same. */
function dock(label: string, hint: string): string {
  const icon = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${voiceIconPath}"></path></svg>`;
  const words = `<b>${escape(label)}</b> <small${hint ? '' : ' hidden=""'}>${escape(hint)}</small>`;
  const name = escape(hint ? `${label} ${hint}` : label);
  return `<div class="dock"><button class="launcher" part="launcher" aria-label="${name}" aria-expanded="false"><slot name="launcher-icon"><span class="disc">${icon}</span></slot><span class="words"><span class="lines">${words}</span></span></button></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
