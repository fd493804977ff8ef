import {describeDom} from './test-runner-dom.js';

describeDom('jsdom');
