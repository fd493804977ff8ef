import {expect} from '@open-wc/testing';
import {pageActions} from '../../../src/conversation/tools/page-actions.js';
import {addressWithin, Navigator} from '../../../src/conversation/tools/page-actions/navigate.js';
import {tool} from './act.js';

const shop = {href: 'https://shop.example/cart/?step=2', origin: 'https://shop.example'};

describe('Going to another page', () => {
  for (const [address, href] of Object.entries({
    '/contact': 'https://shop.example/contact',
    ' /contact ': 'https://shop.example/contact',
    'items?page=2#top': 'https://shop.example/cart/items?page=2#top',
    '#delivery': 'https://shop.example/cart/?step=2#delivery',
    'https://shop.example/help': 'https://shop.example/help',
    'HTTPS://SHOP.example:443/': 'https://shop.example/',
  }))
    it(`leads to a page of the same site: ${JSON.stringify(address)}`, () =>
      expect(addressWithin(address, shop).href).to.equal(href));

  for (const address of [
    'https://evil.example/',
    '//evil.example/',
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://shop.example.evil.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'blob:https://shop.example/0b0c',
    'filesystem:https://shop.example/temporary/x',
    'about:blank',
    'mailto:me@shop.example',
    'https://me@shop.example/',
    'https://me:secret@shop.example/',
    '//shop.example@evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/\t/evil.example/',
    'java\nscript:alert(1)',
    '\u0000javascript:alert(1)',
    '/contact\u0085',
    'https://',
  ])
    it(`leads nowhere else, nor by tricks: ${JSON.stringify(address)}`, () =>
      expect(() => addressWithin(address, shop)).to.throw());

  for (const href of [
    'file:///home/me/shop.html',
    'about:srcdoc',
    'data:text/html,x',
    'https://shop.example/framed',
  ])
    it(`is refused where the page has no origin: ${href}`, () => {
      for (const address of ['/contact', 'javascript:alert(1)', href])
        expect(() => addressWithin(address, {href, origin: 'null'}), address).to.throw();
    });

  it('starts from where the page is, not from a base of another site', () => {
    const base = document.head.appendChild(document.createElement('base'));
    base.href = 'https://cdn.example/assets/';
    const described = tool('navigate').describe!({address: '/contact'});
    base.remove();
    expect(described).to.deep.equal({address: `${location.origin}/contact`});
  });

  it('shows the person the whole address, and leads there though the page has moved on', () => {
    const opened: string[] = [];
    const navigator = new Navigator(url => opened.push(url));
    const here = location.href;
    const args = {address: 'next'};
    const {address} = navigator.describe(args);
    history.replaceState(null, '', '/elsewhere/deep/');
    navigator.go(args);
    history.replaceState(null, '', here);
    expect(opened).to.deep.equal([address]);
  });

  it('is not asked about when it leads elsewhere', () => {
    expect(() => tool('navigate').describe!({address: 'https://evil.example/'})).to.throw('this site');
    expect(pageActions(['navigate'])[0]!.needsApproval).to.equal(true);
  });

  it('keeps a name and password in the address of the page out of the new one', () =>
    expect(addressWithin('/help', {...shop, href: 'https://me:secret@shop.example/'}).href).to.equal(
      'https://shop.example/help',
    ));
});
