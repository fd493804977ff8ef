import {describe} from 'node:test';
import {itConversesIn} from './test-runner-dom.js';

describe('In jsdom', () => itConversesIn('jsdom'));
