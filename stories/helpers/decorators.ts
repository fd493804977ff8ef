import type {Decorator} from '@storybook/web-components-vite';
import {html} from 'lit';
import {action} from 'storybook/actions';
import {directionOf} from './languages.js';
import {eventNames} from './manifest.js';

/** Puts theme, language and direction of the toolbar on the page, where the elements find them. */
export const setPage: Decorator = (story, {args, globals, parameters}) => {
  const page = {...globals, ...(parameters.page as object)} as Record<
    'theme' | 'locale' | 'direction',
    string
  >;
  const root = document.documentElement;
  root.lang = page.locale;
  root.dir = page.direction === 'auto' ? directionOf(page.locale) : page.direction;
  root.style.colorScheme = page.theme === 'auto' ? 'light dark' : page.theme;
  return story({args: {theme: page.theme, ...args}});
};

const listeners = Object.fromEntries(
  eventNames.map(name => {
    const log = action(name);
    return [name, (event: Event) => void log(fieldsOf(event))];
  }),
);

/** Every event of the widget in the Actions panel. */
export const showEvents: Decorator = story => {
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  return html`${story()}`;
};

/** What an event adds to what every event has. */
function fieldsOf(event: Event): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
}
