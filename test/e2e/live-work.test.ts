import {chromium} from './live-page.js';
import {doDelegatedTasks} from './live-scenes/delegated-work.js';
import {callPageTools} from './live-scenes/page-tools.js';

doDelegatedTasks(chromium);
callPageTools(chromium);
