import {launcherWords} from './launcher.js';

/**
 * The words of the widget, in English. Every other language has the same keys. What stands in braces is filled
 * in and must stay.
 */
export const en = {
  ...launcherWords,
  // The launcher in a call
  callWith: 'Call with {name}',
  returnTo: 'Return to {name}',
  openPanel: 'Open',
  // The head of the panel
  close: 'Close',
  minimize: 'Minimise',
  settings: 'Settings',
  back: 'Back',
  typeInstead: 'Type instead',
  empty: 'Talk to me, or type.',
  // Controls
  start: 'Start talking',
  talkAgain: 'Talk again',
  talkInstead: 'Talk instead',
  showVoice: 'Show voice view',
  hangUp: 'End call',
  endChat: 'End chat',
  mute: 'Mute',
  unmute: 'Unmute',
  interrupt: 'Stop {name}',
  holdToTalk: 'Hold to talk',
  releaseToSend: 'Release to send',
  // Typing and reading
  typeHere: 'Type a message',
  transcript: 'Conversation',
  you: 'You',
  copied: 'Copied',
  // What is going on
  'phase-idle': 'Call ended',
  'phase-requesting-microphone': 'Allow microphone access to start',
  'phase-connecting': 'Connecting…',
  'phase-listening': 'Listening',
  'phase-thinking': 'Thinking…',
  'phase-speaking': 'Speaking',
  'phase-reconnecting': 'Reconnecting…',
  'phase-failed': 'Couldn’t connect',
  'status-muted': 'You’re muted',
  'status-text-only': 'Chatting · microphone off',
  'status-held': 'Listening to you',
  talkToInterrupt: 'Talk to interrupt',
  connectionLost: 'Connection lost',
  stillHere: 'What was said is still here.',
  duration: 'Call duration',
  endsSoon: 'This conversation ends in {seconds} seconds.',
  poorConnection: 'Poor connection',
  // Trouble
  retry: 'Try again',
  reconnect: 'Reconnect',
  playSound: 'Turn on sound',
} as const;
