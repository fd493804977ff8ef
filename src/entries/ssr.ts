/* For servers that draw pages: the launcher is there before any script. */
import {renderLauncher, type LauncherOptions} from '../frameworks/launcher.js';

export type {LauncherOptions};

/**
 * What goes between `<voice-assistant …>` and `</voice-assistant>`, as HTML: a declarative shadow root with the
 * launcher. Browsers that do not know such roots ignore it.
 */
export function launcherTemplate(options?: LauncherOptions): string {
  return `<template shadowrootmode="open">${renderLauncher(options)}</template>`;
}
