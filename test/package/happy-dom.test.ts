import {describe} from 'node:test';
import {itConversesIn} from './test-runner-dom.js';

describe('In happy-dom', () => itConversesIn('happy-dom'));
