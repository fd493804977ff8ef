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
  talkToUs: 'Mit uns sprechen',
  // The launcher in a call
  callWith: 'Gespräch mit {name}',
  returnTo: 'Zurück zu {name}',
  openPanel: 'Öffnen',
  // The head of the panel
  close: 'Schließen',
  minimize: 'Minimieren',
  settings: 'Einstellungen',
  back: 'Zurück',
  // Before the first call
  hello: 'Hallo, ich bin {name}',
  empty: 'Sprechen Sie mit mir oder schreiben Sie mir.',
  suggestions: 'Vorschläge',
  typeInstead: 'Lieber schreiben',
  microphoneAsked: 'Ihr Browser fragt nach dem Mikrofon. Bis zum Start wird nichts gesendet.',
  microphoneAllowed: 'Ihr Mikrofon geht an, sobald Sie starten.',
  chooseAllow: 'Wählen Sie im Browser „Erlauben“',
  // Controls
  start: 'Gespräch starten',
  talkAgain: 'Erneut sprechen',
  talkInstead: 'Lieber sprechen',
  showVoice: 'Sprachansicht zeigen',
  hangUp: 'Auflegen',
  endChat: 'Chat beenden',
  mute: 'Stummschalten',
  unmute: 'Stummschaltung aufheben',
  interrupt: '{name} unterbrechen',
  holdToTalk: 'Zum Sprechen gedrückt halten',
  releaseToSend: 'Zum Senden loslassen',
  // Typing
  typeHere: 'Nachricht eingeben',
  send: 'Senden',
  attachImage: 'Bild anhängen',
  removeImage: 'Bild entfernen',
  consentFirst: 'Beantworten Sie zuerst die Frage',
  // The transcript
  transcript: 'Gespräch',
  you: 'Sie',
  interrupted: 'Unterbrochen',
  notSent: 'Nicht gesendet',
  notUnderstood: 'Das habe ich leider nicht verstanden.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  latest: 'Zum Neuesten',
  goodAnswer: 'Hilfreich',
  badAnswer: 'Nicht hilfreich',
  // What is going on
  'phase-idle': 'Gespräch beendet',
  'phase-requesting-microphone': 'Erlauben Sie den Zugriff auf das Mikrofon, um zu starten',
  'phase-connecting': 'Verbindung wird hergestellt\u00a0…',
  'phase-listening': 'Hört zu',
  'phase-thinking': 'Denkt nach\u00a0…',
  'phase-speaking': 'Spricht',
  'phase-reconnecting': 'Verbindung wird wiederhergestellt\u00a0…',
  'phase-failed': 'Keine Verbindung möglich',
  'status-muted': 'Sie sind stummgeschaltet',
  'status-text-only': 'Chat · Mikrofon aus',
  'status-held': 'Hört Ihnen zu',
  talkToInterrupt: 'Zum Unterbrechen einfach sprechen',
  connectionLost: 'Verbindung unterbrochen',
  stillHere: 'Das bisher Gesagte ist noch da.',
  duration: 'Gesprächsdauer',
  endsSoon: 'Dieses Gespräch endet in {seconds} Sekunden.',
  poorConnection: 'Schlechte Verbindung',
  // Trouble
  retry: 'Erneut versuchen',
  reconnect: 'Neu verbinden',
  unblockMicrophone:
    'Öffnen Sie neben der Adresse die Website-Einstellungen, erlauben Sie das Mikrofon und versuchen Sie es noch einmal.',
  playSound: 'Ton einschalten',
  // Before the microphone opens
  consentTitle: 'Bevor wir sprechen',
  consentText:
    'Sie sprechen mit einer KI. Was Sie sagen und schreiben, geht an einen KI-Dienst, damit er antworten kann. Vor Ihrer Zustimmung wird nichts gesendet.',
  agree: 'Zustimmen und starten',
  agreeOnly: 'Zustimmen',
  decline: 'Nicht jetzt',
  // Afterwards
  rateConversation: 'Wie war dieses Gespräch?',
  rateGood: 'Gut',
  rateBad: 'Schlecht',
  comment: 'Was können wir besser machen?',
  sendFeedback: 'Feedback senden',
  thanks: 'Vielen Dank für Ihr Feedback.',
  // A conversation from the page before, and a poor connection
  conversationKept: 'Dort weitermachen, wo Sie aufgehört haben?',
  goOn: 'Fortsetzen',
  startAfresh: 'Neu beginnen',
  captionsHelp: 'Ihre Verbindung ist schwach. Untertitel einschalten?',
  showCaptions: 'Untertitel einschalten',
  // A tool that asks first
  approvalTitle: '„{action}“ erlauben?',
  approvalText: '{name} möchte das für Sie tun.',
  allow: 'Erlauben',
  alwaysAllow: 'In diesem Gespräch immer',
  deny: 'Nicht erlauben',
  yes: 'ja',
  no: 'nein',
  // Settings
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  systemDefault: 'Systemstandard',
  unnamedDevice: 'Gerät {number}',
  inputLevel: 'Eingangspegel',
  testMicrophone: 'Mikrofon testen',
  stopTest: 'Test beenden',
  testSpeaker: 'Lautsprecher testen',
  volume: 'Lautstärke',
  voice: 'Stimme',
  voiceNote: 'Gilt ab dem nächsten Gespräch',
  turnTaking: 'Wann geantwortet wird',
  turnAutomatic: 'Automatisch',
  turnSemantic: 'Wenn mein Gedanke zu Ende ist',
  turnSilence: 'Nach einer Pause',
  turnPushToTalk: 'Zum Sprechen gedrückt halten',
  eagerness: 'Antworttempo',
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
  headphonesNote:
    'Wenn Sie Lautsprecher oder einen Screenreader nutzen: Mit Kopfhörern vermischen sich die Stimmen nicht.',
  download: 'Gespräch herunterladen',
  downloadText: 'Textdatei',
  downloadJson: 'JSON-Datei',
  clear: 'Gespräch löschen',
  deviceLost: '{device} wurde getrennt. Jetzt verwendet: {fallback}.',
  allowToName: 'Erlauben Sie den Zugriff auf das Mikrofon, um die Gerätenamen zu sehen.',
  // What was checked after an error
  diagnose: 'Problem finden',
  diagnosis: 'Verbindungsprüfung',
  diagnosing: 'Wird geprüft\u00a0… das dauert einige Sekunden.',
  diagnosisGood: 'Alles sieht gut aus.',
  diagnosisBad: 'Das muss behoben werden',
  checkAgain: 'Erneut prüfen',
  copyReport: 'Bericht kopieren',
  'result-pass': 'In Ordnung',
  'result-fail': 'Problem',
  'result-unknown': 'Nicht prüfbar',
  'diagnosis-page-secure': 'Sichere Seite',
  'diagnosis-page-allowed': 'Diese Seite darf das Mikrofon verwenden',
  'diagnosis-mic-allowed': 'Mikrofonzugriff erlaubt',
  'diagnosis-mic-found': 'Mikrofon gefunden',
  'diagnosis-browser-able': 'Ihr Browser unterstützt Sprachgespräche',
  'diagnosis-codec-found': 'Ihr Browser unterstützt das Audioformat',
  'diagnosis-sound-plays': 'Ihr Browser spielt Ton ab',
  'diagnosis-token-received': 'Der Assistent ist verfügbar',
  'diagnosis-network-open': 'Ihr Netz lässt Sprachgespräche zu',
  'diagnosis-udp-blocked':
    'Ihr Netz blockiert möglicherweise Sprachgespräche. Versuchen Sie es in einem anderen Netz oder schalten Sie Ihr VPN aus.',
  'diagnosis-mic-unasked': 'Ihr Browser fragt beim Start nach dem Mikrofon',
  'diagnosis-not-checked': 'Das konnte nicht geprüft werden.',
  // Video, camera and screen
  videoOf: 'Video von {name}',
  startCamera: 'Kamera einschalten',
  stopCamera: 'Kamera ausschalten',
  yourCamera: 'Ihre Kamera',
  shareScreen: 'Bildschirm teilen',
  stopSharing: 'Nicht mehr teilen',
  // Errors
  'error-mic-denied':
    'Der Zugriff auf das Mikrofon ist blockiert. Erlauben Sie ihn in den Website-Einstellungen Ihres Browsers und versuchen Sie es noch einmal, oder schreiben Sie.',
  'error-mic-missing':
    'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es noch einmal, oder schreiben Sie.',
  'error-mic-busy': 'Ihr Mikrofon reagiert nicht. Vielleicht wird es von einer anderen App verwendet.',
  'error-mic-policy': 'Diese Seite darf das Mikrofon nicht verwenden. Sie können stattdessen schreiben.',
  'error-insecure-context':
    'Sprechen geht nur auf einer sicheren Seite (https). Sie können stattdessen schreiben.',
  'error-unsupported':
    'Dieser Browser unterstützt keine Sprachgespräche. Versuchen Sie es mit einem anderen, oder schreiben Sie.',
  'error-unsupported-image':
    'Dieses Bild lässt sich nicht öffnen. Versuchen Sie es mit einer JPEG- oder PNG-Datei.',
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
    'Verbindung unterbrochen. Das bisher Gesagte ist noch da; verbinden Sie sich neu, um fortzufahren.',
  'error-session-expired': 'Das Zeitlimit ist erreicht. Starten Sie ein neues Gespräch, um fortzufahren.',
  'error-playback-blocked':
    'Ihr Browser hat den Ton stummgeschaltet. Tippen Sie, um den Assistenten zu hören.',
  'error-response-failed':
    'Entschuldigung, das konnte ich nicht zu Ende bringen. Könnten Sie noch einmal fragen?',
  'error-protocol-no-text': 'Dieser Assistent versteht nur Gesprochenes.',
  'error-response-failed-speech_unavailable':
    'Der Assistent konnte nicht sprechen. Sie können seine Antwort lesen.',
  'error-tool-failed': 'Etwas, das ich für Sie erledigen wollte, ist fehlgeschlagen.',
  'error-too-large': 'Das ist zu groß zum Senden.',
  'error-protocol': 'Etwas ist schiefgegangen, aber Sie können weitermachen.',
  'error-internal': unavailable,
  'error-camera-denied':
    'Der Zugriff auf die Kamera ist blockiert. Erlauben Sie ihn in den Website-Einstellungen Ihres Browsers und versuchen Sie es noch einmal.',
  'error-camera-missing':
    'Es wurde keine Kamera gefunden. Schließen Sie eine an und versuchen Sie es noch einmal.',
  'error-camera-failed':
    'Ihre Kamera ließ sich nicht einschalten. Vielleicht wird sie von einer anderen App verwendet.',
  'error-camera-lost': 'Ihre Kamera ist jetzt aus. Sie können sie wieder einschalten.',
  'error-screen-denied':
    'Ihr Bildschirm wird nicht geteilt. Erlauben Sie es in Ihrem Browser und versuchen Sie es noch einmal.',
  'error-screen-failed': 'Ihr Bildschirm lässt sich gerade nicht teilen. Bitte versuchen Sie es noch einmal.',
} satisfies LanguagePack;
