/**
 * The sentences of what a diagnosis can find beside errors: `message` for the person, `help` for the developer.
 * Loaded with the diagnosis. Every other language has the former, as `diagnosis-` and the code.
 */
export const findingSentences = {
  'page-secure': {
    message: 'The page is secure.',
    help: 'isSecureContext is true.',
  },
  'page-allowed': {
    message: 'The page may use the microphone.',
    help: 'No Permissions-Policy forbids the microphone.',
  },
  'mic-allowed': {
    message: 'You have allowed the microphone.',
    help: 'navigator.permissions: granted.',
  },
  'mic-found': {
    message: 'A microphone is there.',
    help: 'enumerateDevices lists a microphone.',
  },
  'browser-able': {
    message: 'Your browser can hold voice conversations.',
    help: 'RTCPeerConnection and getUserMedia.',
  },
  'codec-found': {
    message: 'Your browser knows the format of the sound.',
    help: 'RTCRtpReceiver.getCapabilities: Opus.',
  },
  'sound-plays': {
    message: 'Your browser plays sound.',
    help: 'play() was not refused.',
  },
  'token-received': {
    message: 'The site gives access to the assistant.',
    help: 'The token endpoint answered with a token.',
  },
  'network-open': {
    message: 'Your network lets the conversation through.',
    help: 'The realtime host answers; a UDP candidate was gathered.',
  },
  'udp-blocked': {
    message: 'Your network seems to block voice conversations. Try another network.',
    help: 'No UDP candidate: a firewall, a proxy or a policy of the browser forbids UDP.',
  },
  'mic-unasked': {
    message: 'Your browser asks for the microphone when you start.',
    help: 'navigator.permissions: prompt. The microphone was not opened.',
  },
  'not-checked': {
    message: 'This could not be checked.',
    help: 'Not offered by this browser, or no answer in time.',
  },
};
