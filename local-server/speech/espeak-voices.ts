interface Voice {
  voice: string;
  pitch: number;
  /** Words per minute at normal speed. */
  rate: number;
}

/** The session's voice names, each a different speaker. Variants after `+` are eSpeak's own. */
const voices: Record<string, Voice> = {
  alloy: {voice: 'en-us', pitch: 50, rate: 165},
  ash: {voice: 'en-us', pitch: 35, rate: 160},
  ballad: {voice: 'en-gb-x-rp', pitch: 40, rate: 150},
  coral: {voice: 'en-us+f2', pitch: 55, rate: 168},
  echo: {voice: 'en-us', pitch: 28, rate: 155},
  sage: {voice: 'en-gb', pitch: 60, rate: 155},
  shimmer: {voice: 'en-us+f4', pitch: 62, rate: 170},
  verse: {voice: 'en-gb-scotland', pitch: 45, rate: 165},
  marin: {voice: 'en-us+f3', pitch: 58, rate: 165},
  cedar: {voice: 'en-us+m3', pitch: 42, rate: 160},
};

/** Scripts that tell the language of a sentence well enough to choose a speaker. */
const scripts: ReadonlyArray<[RegExp, string]> = [
  [/[\u3040-\u30ff]/u, 'ja'],
  [/[\uac00-\ud7af]/u, 'ko'],
  [/[\u4e00-\u9fff]/u, 'cmn'],
  [/[\u0400-\u04ff]/u, 'ru'],
  [/[\u0600-\u06ff]/u, 'ar'],
  [/[\u0590-\u05ff]/u, 'he'],
  [/[\u0370-\u03ff]/u, 'el'],
  [/[\u0900-\u097f]/u, 'hi'],
  [/[äöüß]/u, 'de'],
  [/[¿¡ñ]/u, 'es'],
  [/[àâçèêëîïôùûœ]/u, 'fr-fr'],
];

/** The eSpeak parameters for a voice name, a speed, and the script of the text. Unknown names speak like `alloy`. */
export function espeakVoice(name: string, speed: number, text: string): Voice {
  const chosen = voices[name] ?? voices.alloy!;
  const language = scripts.find(([script]) => script.test(text))?.[1];
  return {
    voice: language ?? chosen.voice,
    pitch: chosen.pitch,
    rate: Math.round(chosen.rate * Math.min(1.5, Math.max(0.25, speed))),
  };
}
