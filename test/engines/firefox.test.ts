import {launchFirefox} from '../../tools/engines/launchers.js';
import type {Engine} from '../e2e/live-page.js';
import {converseInFullDuplex} from '../e2e/live-scenes/conversation.js';
import {doDelegatedTasks} from '../e2e/live-scenes/delegated-work.js';
import {endLiveCalls} from '../e2e/live-scenes/endings.js';
import {callPageTools} from '../e2e/live-scenes/page-tools.js';
import {converseIn} from './conversation.js';
import {converseLiveIn} from './live-conversation.js';

const firefox: Engine = {name: 'Firefox', launch: launchFirefox};

converseIn(firefox.name, launchFirefox);
converseLiveIn(firefox.name, launchFirefox);
converseInFullDuplex(firefox);
doDelegatedTasks(firefox);
callPageTools(firefox);
endLiveCalls(firefox);
