import {launchFirefox} from '../../tools/engines/launchers.js';
import {converseIn} from './conversation.js';
import {converseLiveIn} from './live-conversation.js';

converseIn('Firefox', launchFirefox);
converseLiveIn('Firefox', launchFirefox);
