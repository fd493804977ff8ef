/** The sentences of what goes wrong with camera and screen; like those of errors.ts, but loaded with the first attempt. */
export const sharingSentences = {
  'camera-denied': {
    message: 'Camera access is blocked. Turn it on in your browser’s site settings and try again.',
    help: 'getUserMedia: NotAllowedError, by the person or by Permissions-Policy (an iframe needs allow="camera").',
  },
  'camera-missing': {
    message: 'No camera was found. Connect one and try again.',
    help: 'getUserMedia: NotFoundError.',
  },
  'camera-failed': {
    message: 'Your camera couldn’t be turned on. Another app may be using it.',
    help: 'getUserMedia: NotReadableError, or no answer in time.',
  },
  'camera-lost': {
    message: 'Your camera is off now. You can turn it on again.',
    help: 'The track ended by itself, or the server does not take it (any more).',
  },
  'screen-denied': {
    message: 'Your screen isn’t shared. Allow it in your browser and try again.',
    help: 'getDisplayMedia: NotAllowedError. The person closed the question, or Permissions-Policy (an iframe needs allow="display-capture").',
  },
  'screen-failed': {
    message: 'Your screen can’t be shared right now. Please try again.',
    help: 'getDisplayMedia: another error, or no answer in time; or the server does not take the screen (any more).',
  },
} as const;
