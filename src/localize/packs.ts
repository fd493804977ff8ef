import type {LanguagePack} from './strings.js';

/** The words for a language tag. */
export interface Words {
  /** The tag in its canonical form. */
  readonly language: string;
  /** Null where English has to do. */
  readonly pack: LanguagePack | null;
}

/** The languages there are beside English. Each is a file of its own, loaded when a page asks for it. */
export const packs: Record<string, () => Promise<{default: LanguagePack}>> = {
  ar: () => import('./packs/ar.js'),
  bn: () => import('./packs/bn.js'),
  cs: () => import('./packs/cs.js'),
  de: () => import('./packs/de.js'),
  el: () => import('./packs/el.js'),
  es: () => import('./packs/es.js'),
  fa: () => import('./packs/fa.js'),
  fr: () => import('./packs/fr.js'),
  he: () => import('./packs/he.js'),
  hi: () => import('./packs/hi.js'),
  id: () => import('./packs/id.js'),
  it: () => import('./packs/it.js'),
  ja: () => import('./packs/ja.js'),
  ko: () => import('./packs/ko.js'),
  nl: () => import('./packs/nl.js'),
  pl: () => import('./packs/pl.js'),
  pt: () => import('./packs/pt.js'),
  'pt-BR': () => import('./packs/pt-BR.js'),
  ro: () => import('./packs/ro.js'),
  ru: () => import('./packs/ru.js'),
  sv: () => import('./packs/sv.js'),
  ta: () => import('./packs/ta.js'),
  th: () => import('./packs/th.js'),
  tr: () => import('./packs/tr.js'),
  uk: () => import('./packs/uk.js'),
  ur: () => import('./packs/ur.js'),
  vi: () => import('./packs/vi.js'),
  zh: () => import('./packs/zh.js'),
  'zh-Hant': () => import('./packs/zh-Hant.js'),
};

/**
 * Which of the languages a tag means: `de-AT` is `de`, `zh-TW` is `zh-Hant`, `iw` is `he`.
 * @returns the canonical tag, and the language or null if there is none
 */
export function languageOf(tag: string): {language: string; code: string | null} {
  let language: string;
  let script: string | undefined;
  try {
    // Some systems write `de_AT`.
    language = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0]!.replace(/^cmn\b/, 'zh'); // WebKit leaves it.
    script = new Intl.Locale(language).maximize().script;
  } catch {
    return {language: 'en', code: null}; // Not a language tag.
  }
  const parts = language.split('-');
  if (parts[0] === 'zh' && script === 'Hant') return {language, code: 'zh-Hant'};
  for (; parts.length; parts.pop()) {
    const code = parts.join('-');
    if (Object.hasOwn(packs, code)) return {language, code};
  }
  return {language, code: null};
}

/** Loads the words for a language tag. Rejects when the network fails. */
export async function wordsFor(tag: string): Promise<Words> {
  const {language, code} = languageOf(tag);
  return {language, pack: code === null ? null : (await packs[code]!()).default};
}
