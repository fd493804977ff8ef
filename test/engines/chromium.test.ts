import {launchChromium} from '../e2e/stage.js';
import {converseIn} from './conversation.js';

converseIn('Chromium', () => launchChromium({microphoneBeeps: true}));
