import {launchFirefox} from '../../tools/engines/launchers.js';
import {converseIn} from './conversation.js';

converseIn('Firefox', launchFirefox);
