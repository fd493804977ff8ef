import type {LanguagePack} from '../strings.js';

// What several errors have in common
const unavailable = 'Der Assistent ist gerade nicht verfügbar. Bitte versuchen Sie es noch einmal.';
const misconfigured = 'Der Assistent ist auf dieser Seite nicht richtig eingerichtet.';
const unreachable =
  'Der Assistent ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.';

/** German. */
export default {
  assistant: 'Assistent',
  talkTo: 'Mit {name} sprechen',
  openConversation: 'Gespräch mit {name} öffnen',
  // The head of the panel
  close: 'Schließen',
  minimize: 'Minimieren',
  settings: 'Einstellungen',
  back: 'Zurück',
  // Controls
  start: 'Gespräch starten',
  hangUp: 'Auflegen',
  mute: 'Stummschalten',
  unmute: 'Stummschaltung aufheben',
  interrupt: 'Unterbrechen',
  holdToTalk: 'Zum Sprechen halten',
  releaseToSend: 'Zum Senden loslassen',
  // Typing
  typeHere: 'Nachricht eingeben',
  send: 'Senden',
  attachImage: 'Bild anhängen',
  removeImage: 'Bild entfernen',
  // The transcript
  transcript: 'Gespräch',
  empty: 'Drücken Sie auf „{start}“ und sprechen Sie, oder schreiben Sie unten.',
  you: 'Sie',
  interrupted: 'Unterbrochen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  latest: 'Zum Neuesten',
  goodAnswer: 'Gute Antwort',
  badAnswer: 'Schlechte Antwort',
  // What is going on
  'phase-idle': 'Bereit',
  'phase-requesting-microphone': 'Erlauben Sie das Mikrofon, um zu beginnen',
  'phase-connecting': 'Verbindung wird aufgebaut',
  'phase-listening': 'Hört zu',
  'phase-thinking': 'Denkt nach',
  'phase-speaking': 'Spricht',
  'phase-reconnecting': 'Verbindung unterbrochen. Wird wiederhergestellt',
  'phase-failed': 'Nicht verbunden',
  'status-muted': 'Mikrofon aus',
  'status-text-only': 'Schreiben Sie Ihre Nachricht',
  'status-held': 'Hört Ihnen zu',
  duration: 'Dauer',
  endsSoon: 'Dieses Gespräch endet in {seconds} Sekunden.',
  poorConnection: 'Schlechte Verbindung',
  // Trouble
  retry: 'Erneut versuchen',
  playSound: 'Ton abspielen',
  // Before the microphone opens
  consentTitle: 'Bevor wir sprechen',
  consentText:
    'Ihre Stimme wird an einen KI-Dienst gesendet, der Ihnen antwortet. Vor Ihrer Zustimmung wird nichts gesendet.',
  agree: 'Zustimmen und starten',
  decline: 'Nicht jetzt',
  // Afterwards
  rateConversation: 'Wie war dieses Gespräch?',
  rateGood: 'Gut',
  rateBad: 'Schlecht',
  comment: 'Was könnte besser sein?',
  sendFeedback: 'Feedback senden',
  thanks: 'Vielen Dank.',
  // Settings
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  systemDefault: 'Systemstandard',
  unnamedDevice: 'Gerät {number}',
  inputLevel: 'Eingangspegel',
  testMicrophone: 'Mikrofon testen',
  stopTest: 'Test beenden',
  testSpeaker: 'Testton abspielen',
  volume: 'Lautstärke',
  voice: 'Stimme',
  voiceNote: 'Für das nächste Gespräch',
  turnTaking: 'Sprecherwechsel',
  turnAutomatic: 'Automatisch',
  turnSemantic: 'Wenn ich einen Gedanken beendet habe',
  turnSilence: 'Nach einer Pause',
  turnPushToTalk: 'Zum Sprechen halten',
  eagerness: 'Wie schnell geantwortet wird',
  eagernessLow: 'Geduldig',
  eagernessMedium: 'Ausgewogen',
  eagernessHigh: 'Schnell',
  silenceTime: 'Länge der Pause',
  milliseconds: '{number} ms',
  noiseReduction: 'Rauschunterdrückung',
  noiseAutomatic: 'Automatisch',
  noiseNear: 'Für Headsets',
  noiseFar: 'Für Räume',
  noiseOff: 'Aus',
  captions: 'Untertitel',
  sounds: 'Signaltöne',
  download: 'Gespräch herunterladen',
  downloadText: 'Als Text',
  downloadJson: 'Als JSON',
  clear: 'Gespräch löschen',
  deviceLost: '{device} wurde getrennt. Stattdessen wird {fallback} verwendet.',
  allowToName: 'Gerätenamen erscheinen, sobald das Mikrofon erlaubt ist.',
  // Errors
  'error-mic-denied':
    'Das Mikrofon ist blockiert. Erlauben Sie es in der Adressleiste des Browsers und versuchen Sie es noch einmal, oder schreiben Sie.',
  'error-mic-missing':
    'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es noch einmal, oder schreiben Sie.',
  'error-mic-busy': 'Das Mikrofon reagiert nicht. Vielleicht wird es von einer anderen Anwendung verwendet.',
  'error-mic-policy': 'Diese Seite darf das Mikrofon nicht verwenden. Sie können stattdessen schreiben.',
  'error-insecure-context': 'Das Mikrofon funktioniert nur auf einer sicheren Seite.',
  'error-unsupported': 'Dieser Browser unterstützt keine Sprachgespräche.',
  'error-token-config': misconfigured,
  'error-token-network': unreachable,
  'error-token-status': unavailable,
  'error-token-shape': unavailable,
  'error-token-secret': misconfigured,
  'error-connect-network': unreachable,
  'error-connect-status': unavailable,
  'error-connect-answer': unavailable,
  'error-connect-timeout':
    'Der Verbindungsaufbau hat zu lange gedauert. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'error-connection-lost':
    'Die Verbindung ist abgebrochen. Ihr Gespräch bleibt erhalten; versuchen Sie es noch einmal, um fortzufahren.',
  'error-session-expired': 'Dieses Gespräch hat sein Zeitlimit erreicht. Starten Sie neu, um fortzufahren.',
  'error-playback-blocked': 'Ihr Browser hat den Ton blockiert. Tippen Sie, um den Assistenten zu hören.',
  'error-response-failed':
    'Der Assistent konnte seine Antwort nicht beenden. Bitte sagen Sie das noch einmal.',
  'error-tool-failed': 'Eine Aktion hat nicht funktioniert.',
  'error-too-large': 'Das ist zu groß zum Senden.',
  'error-protocol': 'Es kam eine unerwartete Antwort. Sie können fortfahren.',
  'error-internal': unavailable,
} satisfies LanguagePack;
