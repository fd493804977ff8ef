import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {stateBoard} from './helpers/state-board.js';

/** The orb large, as in the dock, and around a picture; bars and wave: in every state, with voices from a call. */
const meta: Meta = {title: 'Pictures of the voice', render: () => stateBoard()};
export default meta;

export const States: StoryObj = {};
