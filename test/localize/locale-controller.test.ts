import {expect, fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {LocaleController} from '../../src/localize/locale-controller.js';
import {packs} from '../../src/localize/packs.js';
import type {LanguagePack} from '../../src/localize/strings.js';
import {settled} from '../helpers/clock.js';
import {until} from '../helpers/until.js';

class LocaleProbe extends LitElement {
  readonly locale = new LocaleController(this);
  strings?: object;

  override connectedCallback(): void {
    super.connectedCallback();
    this.locale.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.locale.disconnect();
  }

  get pack(): LanguagePack | null {
    return this.locale.pack;
  }
}
customElements.define('locale-probe', LocaleProbe);

const page = document.documentElement;
const probe = (content = html`<locale-probe></locale-probe>`) => fixture<LocaleProbe>(content);
const pack = async (code: string) => (await packs[code]!()).default;

/** Until what was changed has been noticed and its words, already in the cache, loaded: a few tasks. */
async function noticed(): Promise<void> {
  for (let task = 0; task < 50; task++) await settled();
}

async function has(element: LocaleProbe, code: string | null, direction = 'ltr'): Promise<void> {
  await noticed();
  const words = code === null ? null : await pack(code);
  const {locale} = element;
  await until(() => locale.pack === words && locale.direction === direction, `${code}, ${direction}`);
}

describe('LocaleController', () => {
  const original = {lang: page.lang, dir: page.dir};
  before(() => Promise.all(Object.values(packs).map(load => load())));
  beforeEach(() => {
    page.lang = 'en';
    page.removeAttribute('dir');
  });
  after(() => Object.assign(page, original));

  it('follows the page, live', async () => {
    const element = await probe();
    await has(element, null);
    expect(element.locale.language).to.equal('en');
    page.lang = 'de-AT';
    await has(element, 'de');
    expect(element.locale.language).to.equal('de-AT');
    page.lang = 'ar';
    await has(element, 'ar', 'rtl');
    page.dir = 'ltr';
    await has(element, 'ar');
    page.removeAttribute('lang');
    await has(element, null);
    expect(element.locale.language).to.equal('en');
  });

  it('prefers its own attributes, live', async () => {
    page.lang = 'fr';
    const element = await probe(html`<locale-probe lang="he"></locale-probe>`);
    await has(element, 'he', 'rtl');
    element.dir = 'ltr';
    await has(element, 'he');
    element.lang = '';
    await has(element, null);
    element.removeAttribute('lang');
    await has(element, 'fr');
  });

  it('follows what is around it, through shadow roots, live', async () => {
    const around = await fixture<HTMLElement>(html`<div lang="ja"><div></div></div>`);
    const shadow = around.firstElementChild!.attachShadow({mode: 'open'});
    shadow.innerHTML = '<p><locale-probe></locale-probe></p>';
    const element = shadow.querySelector<LocaleProbe>('locale-probe')!;
    await has(element, 'ja');
    around.lang = 'ko';
    await has(element, 'ko');
    element.parentElement!.lang = 'fa';
    await has(element, 'fa', 'rtl');
  });

  it('follows where it is moved', async () => {
    const places = await fixture(
      html`<div>
        <p lang="es"></p>
        <p lang="ur"></p>
      </div>`,
    );
    const element = document.createElement('locale-probe') as LocaleProbe;
    places.firstElementChild!.append(element);
    await has(element, 'es');
    places.lastElementChild!.append(element);
    await has(element, 'ur', 'rtl');
  });

  it('takes the nearest direction; a language written from right to left has one', async () => {
    page.dir = 'rtl';
    await has(await probe(), null, 'rtl');
    await has(await probe(html`<locale-probe dir="ltr"></locale-probe>`), null);
    page.dir = 'ltr';
    await has(await probe(html`<locale-probe lang="ar"></locale-probe>`), 'ar', 'rtl');
    await has(await probe(html`<locale-probe lang="ar" dir="auto"></locale-probe>`), 'ar', 'rtl');
    await has(await probe(html`<locale-probe lang="arn"></locale-probe>`), null);
  });

  it('is drawn again when its words or its direction change, and only then', async () => {
    const element = await probe();
    await noticed();
    let updates = 0;
    element.addController({hostUpdated: () => void updates++});
    page.lang = 'it';
    await has(element, 'it');
    await element.updateComplete;
    expect(updates).to.equal(1);
    page.dir = 'rtl';
    await noticed();
    expect(updates).to.equal(2);
    const other = await fixture<HTMLElement>(html`<p lang="nl"></p>`);
    other.lang = 'sv';
    await noticed();
    expect(updates).to.equal(2);
  });

  it('ends at the last of several languages', async () => {
    const original = packs.ru!;
    let arrive: (module: {default: LanguagePack}) => void = () => {};
    packs.ru = () => new Promise(resolve => (arrive = resolve));
    try {
      const element = await probe(html`<locale-probe lang="ru"></locale-probe>`);
      await noticed();
      element.lang = 'uk';
      await has(element, 'uk');
      arrive(await original());
      await has(element, 'uk');
      element.lang = 'ru';
      await noticed();
      element.lang = 'en';
      await has(element, null);
      arrive(await original());
      await has(element, null);
    } finally {
      packs.ru = original;
    }
  });

  it('keeps the words it has until the others are there', async () => {
    const element = await probe(html`<locale-probe lang="pl"></locale-probe>`);
    await has(element, 'pl');
    const original = packs.cs!;
    packs.cs = () => new Promise(() => {});
    try {
      element.lang = 'cs';
      await has(element, 'pl');
      expect(element.locale.language).to.equal('pl');
    } finally {
      packs.cs = original;
    }
  });

  it('stays with English when words cannot be loaded, and tries again', async () => {
    const original = packs.tr!;
    packs.tr = () => Promise.reject(new TypeError('Failed to fetch'));
    const element = await probe(html`<locale-probe lang="tr"></locale-probe>`);
    await has(element, null);
    expect(element.locale.language).to.equal('en');
    packs.tr = original;
    element.locale.read();
    await has(element, 'tr');
  });

  it('stays with English for other languages, unless the page has the words', async () => {
    const element = await probe(html`<locale-probe lang="nb-NO"></locale-probe>`);
    await has(element, null);
    expect(element.locale.language).to.equal('en');
    element.strings = {close: 'Lukk'};
    expect(element.locale.language).to.equal('nb-NO');
  });

  it('follows nothing once it is removed', async () => {
    const element = await probe();
    await noticed();
    element.remove();
    element.lang = 'vi';
    page.lang = 'it'; // Whatever is still connected looks again.
    await has(element, null);
  });
});
