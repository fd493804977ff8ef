/**
 * The sentences of what a diagnosis can find beside errors: `message` for the person, `help` for the developer.
 * Loaded with the diagnosis. Every other language has the former, as `diagnosis-` and the code.
 */
export const findingSentences = {
  'page-secure': {
    message: 'Secure page',
    help: 'isSecureContext is true.',
  },
  'page-allowed': {
    message: 'This page can use the microphone',
    help: 'No Permissions-Policy forbids the microphone.',
  },
  'mic-allowed': {
    message: 'Microphone access allowed',
    help: 'navigator.permissions: granted.',
  },
  'mic-found': {
    message: 'Microphone found',
    help: 'enumerateDevices lists a microphone.',
  },
  'browser-able': {
    message: 'Your browser supports voice calls',
    help: 'RTCPeerConnection and getUserMedia.',
  },
  'codec-found': {
    message: 'Your browser supports the audio format',
    help: 'RTCRtpReceiver.getCapabilities: Opus.',
  },
  'sound-plays': {
    message: 'Your browser plays sound',
    help: 'play() was not refused.',
  },
  'token-received': {
    message: 'The assistant is available',
    help: 'The token endpoint answered with a token.',
  },
  'network-open': {
    message: 'Your network allows voice calls',
    help: 'The realtime host answers; a UDP candidate was gathered.',
  },
  'udp-blocked': {
    message: 'Your network may be blocking voice calls. Try another network, or turn off your VPN.',
    help: 'No UDP candidate: a firewall, a proxy or a policy of the browser forbids UDP.',
  },
  'mic-unasked': {
    message: 'Your browser will ask for the microphone when you start',
    help: 'navigator.permissions: prompt. The microphone was not opened.',
  },
  'not-checked': {
    message: 'This could not be checked.',
    help: 'Not offered by this browser, or no answer in time.',
  },
};
