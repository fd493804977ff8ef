import {describeDom} from './test-runner-dom.js';

describeDom('happy-dom');
