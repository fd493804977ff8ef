import {unsafeCSS} from 'lit';
import {derivedTokens} from './derived-tokens.js';
import {tokenRules} from './tokens.js';

/** The design tokens, for the parts. */
export const tokens = [unsafeCSS(tokenRules), derivedTokens];
