import {launcherWords} from './launcher.js';

/**
 * The words of the widget, in English. Every other language has the same keys. What stands in braces is filled
 * in and must stay.
 */
export const en = {
  ...launcherWords,
  // The launcher, once there is a call
  openConversation: 'Open the conversation with {name}',
  // The head of the panel
  close: 'Close',
  minimize: 'Minimize',
  settings: 'Settings',
  back: 'Back',
  // Controls
  start: 'Start talking',
  hangUp: 'Hang up',
  mute: 'Mute',
  unmute: 'Unmute',
  interrupt: 'Stop talking',
  holdToTalk: 'Hold to talk',
  releaseToSend: 'Release to send',
  // Typing
  typeHere: 'Type a message',
  send: 'Send',
  attachImage: 'Attach an image',
  removeImage: 'Remove the image',
  consentFirst: 'Answer the question first',
  // The transcript
  transcript: 'Conversation',
  empty: 'Press “{start}” and speak, or type below.',
  you: 'You',
  interrupted: 'Interrupted',
  notSent: 'Not sent',
  copy: 'Copy',
  copied: 'Copied',
  latest: 'Jump to the latest',
  goodAnswer: 'Good answer',
  badAnswer: 'Bad answer',
  // What is going on
  'phase-idle': 'Ready',
  'phase-requesting-microphone': 'Allow the microphone to start',
  'phase-connecting': 'Connecting',
  'phase-listening': 'Listening',
  'phase-thinking': 'Thinking',
  'phase-speaking': 'Speaking',
  'phase-reconnecting': 'Connection lost. Reconnecting',
  'phase-failed': 'Not connected',
  'status-muted': 'Microphone off',
  'status-text-only': 'Type your message',
  'status-held': 'Listening to you',
  duration: 'Duration',
  endsSoon: 'This conversation ends in {seconds} seconds.',
  poorConnection: 'Poor connection',
  // Trouble
  retry: 'Try again',
  playSound: 'Play sound',
} as const;
