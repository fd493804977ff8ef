import {phases} from '../../src/state/phase.js';
import type {Globals} from '../stories/story-browser.js';

/** One picture: a story, as somebody sees it. */
export interface Shot {
  /** Also the name of its file. */
  readonly name: string;
  readonly story: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly globals: Globals;
  /** Width of the window; a phone's is narrow. */
  readonly width: number;
}

interface Look {
  readonly name: string;
  readonly globals: Globals;
}

/** Between them every theme and every direction. */
const looks: readonly Look[] = [
  {name: 'light-ltr', globals: {theme: 'light', direction: 'ltr'}},
  {name: 'dark-rtl', globals: {theme: 'dark', direction: 'rtl'}},
];

const layouts = ['floating', 'inline', 'modal', 'fullscreen'] as const;
const wide = 640;
const phone = 390;

/** Every layout in every phase. */
function matrix({name, globals}: Look): Shot[] {
  return layouts.flatMap(layout =>
    phases.map(phase => ({
      name: `${layout}-${phase}-${name}`,
      story: `voice-assistant-phases--${phase}`,
      args: {layout},
      globals,
      width: wide,
    })),
  );
}

/** What the matrix does not show. */
const others: readonly (readonly [name: string, story: string, width?: number])[] = [
  ['launcher', 'voice-assistant--launcher'],
  ['empty', 'voice-assistant--empty'],
  ['muted', 'voice-assistant--muted'],
  ['somebody-speaks', 'voice-assistant--somebody-speaks'],
  ['long-text', 'voice-assistant--long-text'],
  ['voice-only', 'voice-assistant--voice-only'],
  ['custom', 'voice-assistant-layouts--custom'],
  ['top-start', 'voice-assistant-layouts--floating-top-start'],
  ['settings', 'voice-assistant-features--settings'],
  ['consent', 'voice-assistant-features--consent'],
  ['feedback', 'voice-assistant-features--feedback'],
  ['captions', 'voice-assistant-features--captions'],
  ['push-to-talk', 'voice-assistant-features--push-to-talk'],
  ['wave', 'voice-assistant-features--visualizer-wave'],
  ['orb', 'voice-assistant-features--visualizer-orb'],
  ['phone-sheet', 'voice-assistant-phases--speaking', phone],
  ['phone-failed', 'voice-assistant-phases--failed', phone],
  ['phone-long-text', 'voice-assistant--long-text', phone],
];

function rest({name: look, globals}: Look): Shot[] {
  return others.map(([name, story, width = wide]) => ({name: `${name}-${look}`, story, globals, width}));
}

/** By look, so that each needs one page. */
export const shots: readonly Shot[] = [
  ...looks.flatMap(look => [...matrix(look), ...rest(look)]),
  {name: 'restyled', story: 'restyle-everything--typewriter', globals: looks[0]!.globals, width: wide},
  {name: 'branded', story: 'tokens--branded', globals: looks[0]!.globals, width: wide},
];
