import {expect} from '@open-wc/testing';
import {languageOf, packs, wordsFor} from '../../src/localize/packs.js';

describe('languageOf', () => {
  const table: Record<string, string | null> = {
    de: 'de',
    'de-AT': 'de',
    de_CH: 'de',
    'DE-de-1996': 'de',
    zh: 'zh',
    'zh-CN': 'zh',
    'zh-Hans-TW': 'zh',
    'zh-SG': 'zh',
    'zh-TW': 'zh-Hant',
    'zh-HK': 'zh-Hant',
    'zh-MO': 'zh-Hant',
    'zh-Hant': 'zh-Hant',
    'zh-Hant-HK': 'zh-Hant',
    'zh-hant-cn': 'zh-Hant',
    cmn: 'zh',
    pt: 'pt',
    'pt-PT': 'pt',
    'pt-AO': 'pt',
    'pt-br': 'pt-BR',
    iw: 'he',
    'iw-IL': 'he',
    in: 'id',
    'ar-EG-u-nu-arab': 'ar',
    'fa-AF': 'fa',
    'es-419': 'es',
    nb: null,
    'x-klingon': null,
    toString: null,
    'not a language': null,
    '%': null,
    '': null,
  };
  for (const [tag, code] of Object.entries(table)) {
    it(`takes "${tag}" for ${code ?? 'English'}`, () => {
      expect(languageOf(tag).code).to.equal(code);
    });
  }

  it('gives tags that browsers take', () => {
    for (const tag of Object.keys(table)) {
      expect(() => new Intl.NumberFormat(languageOf(tag).language)).not.to.throw();
    }
    expect(languageOf('de_at').language).to.equal('de-AT');
  });

  it('loads what it found', async () => {
    expect(await wordsFor('de-AT')).to.deep.equal({language: 'de-AT', pack: (await packs.de!()).default});
    expect(await wordsFor('nb')).to.deep.equal({language: 'nb', pack: null});
  });
});
