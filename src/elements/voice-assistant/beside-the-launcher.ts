/*
 * Other ways to the assistant than its launcher, and launchers beside each other. One file to load, since each more
 * would cost the idle page its name.
 */
export {serveCommandButtons} from './command-buttons.js';
export {runCommand} from './commands.js';
export {isExpected} from './expected-call.js';
export {bindHotkey} from './hotkey.js';
export {stackLaunchers} from './launcher-stacking.js';
