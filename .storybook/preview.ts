import {setCustomElementsManifest, type Preview} from '@storybook/web-components-vite';
import manifest from '../custom-elements.json';
import {defineParts} from '../src/entries/define.js';
import {showEvents, setPage} from '../stories/helpers/decorators.js';
import {argTypesOf} from '../stories/helpers/manifest.js';
import {settled} from '../stories/helpers/scene.js';
import DocsPage from './docs-page.mdx';
import './preview.css';
import {initialGlobals, toolbar} from './toolbar.js';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: toolbar,
  initialGlobals,
  decorators: [showEvents, setPage],
  loaders: [async () => ({defined: await defineParts()})],
  afterEach: settled,
  parameters: {
    layout: 'padded',
    backgrounds: {disable: true}, // The theme chooses them.
    controls: {expanded: true, sort: 'none'},
    docs: {
      page: DocsPage,
      extractArgTypes: argTypesOf,
      story: {inline: false, height: '680px'}, // A widget floats over its page: each has its own.
      source: {type: 'dynamic'},
    },
    options: {
      storySort: {order: ['Introduction', 'Tokens', 'voice-assistant', ['Playground'], '*']},
    },
  },
};

export default preview;
