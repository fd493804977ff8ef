/** A few sentences where the script, or unmistakable words, tell the language. */
const replies: ReadonlyArray<[RegExp, string]> = [
  [/[\u3040-\u30ff]/u, 'こんにちは。ローカルの音声アシスタントです。英語のほうが得意です。'],
  [/[\uac00-\ud7af]/u, '안녕하세요. 저는 로컬 음성 도우미입니다.'],
  [/[\u4e00-\u9fff]/u, '你好，我是本地语音助手。'],
  [/[\u0400-\u04ff]/u, 'Здравствуйте! Я местный голосовой помощник.'],
  [/[\u0600-\u06ff]/u, 'مرحبا، أنا المساعد الصوتي المحلي.'],
  [/[\u0590-\u05ff]/u, 'שלום, אני העוזר הקולי המקומי.'],
  [/[\u0900-\u097f]/u, 'नमस्ते, मैं आपका स्थानीय सहायक हूँ।'],
  [/[\u0370-\u03ff]/u, 'Γεια σας! Είμαι ο τοπικός φωνητικός βοηθός.'],
  [
    /[äöüß]|\b(hallo|guten|danke|wie geht|ich bin)\b/iu,
    'Schön, dass Sie da sind. Ich bin der örtliche Sprachassistent.',
  ],
  [/[¿¡ñ]|\b(hola|gracias|buenos|qué tal)\b/iu, '¡Hola! Soy el asistente de voz local.'],
  [
    /[àâçèêëîïôùûœ]|\b(bonjour|merci|salut|comment ça)\b/iu,
    'Bonjour ! Je suis l’assistant vocal local, à votre écoute.',
  ],
];

/** An answer in the language of the text, if it is not English. */
export function greetingInOwnLanguage(text: string): string | undefined {
  return replies.find(([language]) => language.test(text))?.[1];
}
