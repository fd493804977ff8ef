import {chromium} from './live-page.js';
import {endLiveCalls} from './live-scenes/endings.js';

endLiveCalls(chromium);
