import {expect} from '@open-wc/testing';
import {diagnosisWords} from '../../src/localize/en/diagnosis.js';
import {approvalWords} from '../../src/localize/en/approval.js';
import {promptWords} from '../../src/localize/en/prompts.js';
import {startWords} from '../../src/localize/en/start.js';
import {transcriptWords} from '../../src/localize/en/transcript.js';
import {settingsWords} from '../../src/localize/en/settings.js';
import {en} from '../../src/localize/en/panel.js';
import {errorSentences} from '../../src/localize/en/errors.js';
import {answerSentences} from '../../src/localize/en/answers.js';
import {imageSentences} from '../../src/localize/en/images.js';
import {sharingSentences} from '../../src/localize/en/sharing-errors.js';
import {sharingWords} from '../../src/localize/en/sharing.js';
import {findingSentences} from '../../src/localize/en/findings.js';
import {packs} from '../../src/localize/packs.js';

/** The sentences for the person. */
const messages = (prefix: string, sentences: Readonly<Record<string, {message: string}>>) =>
  Object.fromEntries(Object.entries(sentences).map(([code, {message}]) => [`${prefix}-${code}`, message]));

const english: Record<string, string> = {
  ...en,
  ...settingsWords,
  ...transcriptWords,
  ...startWords,
  ...promptWords,
  ...diagnosisWords,
  ...messages('diagnosis', findingSentences),
  ...approvalWords,
  ...sharingWords,
  ...messages('error', errorSentences),
  ...messages('error', imageSentences),
  ...messages('error', answerSentences),
  ...messages('error', sharingSentences),
};

/** Words that are written as in English. Whatever else is the same was forgotten. */
const sameAsEnglish: Record<string, readonly string[]> = {
  es: ['no'],
  fr: ['assistant', 'transcript', 'volume', 'suggestions', 'result-pass'],
  id: ['volume', 'noiseNear'],
  it: ['volume', 'no', 'result-pass'],
  nl: ['volume', 'noiseNear'],
  pt: ['volume', 'result-pass'],
  'pt-BR': ['volume'],
  sv: ['noiseNear', 'result-pass'],
};
/** The abbreviation is international. */
const unit = 'milliseconds';

const scripts: Record<string, RegExp> = {
  ar: /\p{Script=Arabic}/u,
  bn: /\p{Script=Bengali}/u,
  el: /\p{Script=Greek}/u,
  fa: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  ru: /\p{Script=Cyrillic}/u,
  ta: /\p{Script=Tamil}/u,
  th: /\p{Script=Thai}/u,
  uk: /\p{Script=Cyrillic}/u,
  ur: /\p{Script=Arabic}/u,
  zh: /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
};

/** Buttons with room for a few words only. */
const buttons = [
  'start',
  'interrupt',
  'retry',
  'playSound',
  'agree',
  'decline',
  'sendFeedback',
  'checkAgain',
  'copyReport',
  'goOn',
  'startAfresh',
] as const;

describe('the sentence of an error that an idle page shows', () => {
  it('is the same as that of the error', () => {
    expect(en['error-connect-network']).to.equal(errorSentences['connect-network'].message);
  });
});

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('language packs', () => {
  it('are there for the languages promised', () => {
    const promised = 'ar he hi bn ta zh ja ko es pt fr de ru tr id vi th pl uk it nl'.split(' ');
    expect(Object.keys(packs)).to.include.members(promised);
  });

  for (const [code, load] of Object.entries(packs)) {
    describe(code, () => {
      let words: Readonly<Record<string, string>>;
      before(async () => (words = (await load()).default));

      it('has every word and no other', () => {
        expect(Object.keys(words).sort()).to.deep.equal(Object.keys(english).sort());
      });

      it('has the same placeholders', () => {
        for (const [key, text] of Object.entries(words)) {
          expect(placeholders(text), key).to.deep.equal(placeholders(english[key]!));
          expect(text.replace(/\{\w+\}/g, ''), key).not.to.match(/[{}<>]/);
        }
      });

      it('leaves nothing empty, untrimmed or in English', () => {
        const allowed = new Set([...(sameAsEnglish[code] ?? []), unit]);
        for (const [key, text] of Object.entries(words)) {
          expect(text, key).to.match(/^\S(.*\S)?$/);
          if (!allowed.has(key)) expect(text, key).not.to.equal(english[key]);
        }
        for (const key of sameAsEnglish[code] ?? []) expect(words[key], key).to.equal(english[key]);
      });

      it('is set with proper quotes and apostrophes', () => {
        for (const [key, text] of Object.entries(words)) expect(text, key).not.to.match(/["'`]|\.\.\./);
      });

      it('has short buttons', () => {
        for (const key of buttons) expect(words[key]!.length, key).to.be.at.most(24);
      });

      it('is written in its own script', () => {
        const script = scripts[code] ?? /\p{Script=Latin}/u;
        for (const [key, text] of Object.entries(words)) {
          if (key !== unit) expect(text.replace(/\{\w+\}|JSON/g, ''), key).to.match(script);
        }
      });
    });
  }
});
