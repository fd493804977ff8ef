/** The widget's launcher, through its shadow root. */
export const launcher = 'voice-assistant >>> [part~="launcher"]';
