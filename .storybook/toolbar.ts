import type {Preview} from '@storybook/web-components-vite';
import {languages} from '../stories/helpers/languages.js';

/** What the toolbar offers for every story. The page carries language and direction; the elements follow it. */
export const toolbar: NonNullable<Preview['globalTypes']> = {
  theme: {
    description: 'Colours',
    toolbar: {icon: 'contrast', items: ['auto', 'light', 'dark'], dynamicTitle: true},
  },
  locale: {
    description: 'Language of the page',
    toolbar: {
      icon: 'globe',
      items: Object.entries(languages).map(([value, title]) => ({value, title, right: value})),
      dynamicTitle: true,
    },
  },
  direction: {
    description: 'Direction of the page',
    toolbar: {
      icon: 'transfer',
      items: [
        {value: 'auto', title: 'by language'},
        {value: 'ltr', title: 'left to right'},
        {value: 'rtl', title: 'right to left'},
      ],
      dynamicTitle: true,
    },
  },
};

/** What stands in the toolbar at first. */
export const initialGlobals = {theme: 'auto', locale: 'en', direction: 'auto'};
