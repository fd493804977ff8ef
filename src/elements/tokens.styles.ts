import {unsafeCSS} from 'lit';
import {tokenRules} from './tokens.js';

/** The design tokens, for the parts. */
export const tokens = unsafeCSS(tokenRules);
