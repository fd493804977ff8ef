import {phases} from '../../src/state/phase.js';
import type {Globals} from '../stories/story-browser.js';

/** One picture: a story, as it is drawn. */
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

const looks = (['light', 'dark'] as const).flatMap(theme =>
  (['ltr', 'rtl'] as const).map((direction): Look => ({
    name: `${theme}-${direction}`,
    globals: {theme, direction},
  })),
);

/** Between them every theme and every direction. */
const mainLooks = looks.filter(({name}) => name === 'light-ltr' || name === 'dark-rtl');

/** Where a call is seen, and how. */
const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  voice: {layout: 'floating'},
  text: {layout: 'floating', face: 'text'},
  dock: {layout: 'floating', open: ''},
  inline: {layout: 'inline', face: 'text'},
};
const wide = 500;
const phone = 390;
/** As narrow as a page gets when it is zoomed to 400 %. */
const narrow = 320;

/** Every form in every phase. */
function matrix({name, globals}: Look): Shot[] {
  return Object.entries(forms).flatMap(([form, args]) =>
    phases.map(phase => ({
      name: `${form}-${phase}-${name}`,
      story: `voice-assistant-phases--${phase}`,
      args: {face: 'voice', open: 'true', ...args},
      globals,
      width: wide,
    })),
  );
}

/** What the matrix does not show. */
const others: readonly (readonly [name: string, story: string, width?: number])[] = [
  ['launcher', 'voice-assistant--launcher'],
  ['modal', 'voice-assistant-layouts--modal'],
  ['muted', 'voice-assistant--muted'],
  ['somebody-speaks', 'voice-assistant--user-speaks'],
  ['long-text', 'voice-assistant--long-text'],
  ['voice-only', 'voice-assistant--voice-only'],
  ['custom', 'voice-assistant-layouts--custom'],
  ['top-start', 'voice-assistant-layouts--floating-top-start'],
  ['settings', 'voice-assistant-features--settings'],
  ['consent', 'voice-assistant-features--consent'],
  ['approval', 'voice-assistant-features--approval'],
  ['diagnosis', 'voice-assistant-features--diagnosis'],
  ['notice', 'voice-assistant-errors--tool-failed'],
  ['poor-connection', 'voice-assistant-features--poor-connection'],
  ['debug', 'voice-assistant-features--debug'],
  ['slots', 'voice-assistant--slots'],
  ['feedback', 'voice-assistant-features--feedback'],
  ['captions', 'voice-assistant-features--captions'],
  ['push-to-talk', 'voice-assistant-features--push-to-talk'],
  ['wave', 'voice-assistant-features--visualizer-wave'],
  ['fullscreen', 'voice-assistant-layouts--fullscreen'],
  ['phone-sheet', 'voice-assistant-phases--speaking', phone],
  ['phone-failed', 'voice-assistant-phases--failed', phone],
  ['phone-long-text', 'voice-assistant--long-text', phone],
  ['narrow', 'voice-assistant-phases--speaking', narrow],
  ['narrow-failed', 'voice-assistant-phases--failed', narrow],
  ['narrow-settings', 'voice-assistant-features--settings', narrow],
  ['narrow-approval', 'voice-assistant-features--approval', narrow],
  ['narrow-diagnosis', 'voice-assistant-features--diagnosis', narrow],
  ['narrow-push-to-talk', 'voice-assistant-features--push-to-talk', narrow],
];

/** Args last as long as the page, and those of the matrix are other ones. */
function rest({name: look, globals}: Look): Shot[] {
  return others.map(([name, story, width = wide]) => ({
    name: `${name}-${look}`,
    story,
    args: story.includes('-phases--') ? {layout: 'floating', face: 'voice', open: 'true'} : undefined,
    globals,
    width,
  }));
}

/** By look, so that each needs one page. */
export const shots: readonly Shot[] = [
  ...looks.flatMap(look => [...matrix(look), ...(mainLooks.includes(look) ? rest(look) : [])]),
  {name: 'restyled', story: 'restyle-everything--typewriter', globals: looks[0]!.globals, width: wide},
  {name: 'branded', story: 'tokens--branded', globals: looks[0]!.globals, width: 760},
];
