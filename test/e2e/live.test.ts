import {chromium} from './live-page.js';
import {converseInFullDuplex} from './live-scenes/conversation.js';

converseInFullDuplex(chromium);
