import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const frameOf = (assistant: VoiceAssistant) => assistant.shadowRoot!.querySelector<HTMLElement>('.frame')!;
const launcherOf = (assistant: VoiceAssistant) => getComputedStyle(partOf(assistant, 'launcher'));
const untilDressed = (assistant: VoiceAssistant) =>
  until(() => !frameOf(assistant).hidden, 'its look is there', 5_000);

describe('A preset', () => {
  afterEach(fixtureCleanup);

  it('is the look in which the launcher is first seen', async () => {
    const assistant = document.createElement('voice-assistant');
    assistant.preset = 'ink';
    const seen = new Set<string>();
    let watching = true;
    const watch = () => {
      const frame = assistant.shadowRoot?.querySelector<HTMLElement>('.frame');
      if (frame && !frame.hidden) seen.add(launcherOf(assistant).borderTopWidth);
      if (watching) requestAnimationFrame(watch);
    };
    watch();
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.append(assistant);
    await until(() => seen.size, 'it is seen');
    watching = false;
    expect([...seen]).to.deep.equal(['2px']);
  });

  it('goes before nothing that the page sets, for the assistant or for all that is on it', async () => {
    const box = await fixture<HTMLElement>(html`
      <div style="--voice-surface: rgb(1, 2, 3)">
        <voice-assistant preset="bloom" style="--voice-accent: rgb(4, 5, 6)"></voice-assistant>
      </div>
    `);
    const assistant = box.querySelector('voice-assistant')!;
    await untilDressed(assistant);
    expect(launcherOf(assistant).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(assistant).getPropertyValue('--_accent')).to.equal('rgb(4, 5, 6)');
    expect(getComputedStyle(assistant).getPropertyValue('--_radius')).to.equal('32px');
  });

  it('has its corners everywhere, and those of the page where it sets some', async () => {
    const assistant = await assistantWith();
    assistant.preset = 'ink';
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'hang-up'), 'the call has its buttons');
    const corners = () => [
      getComputedStyle(partOf(assistant, 'hang-up')).borderTopLeftRadius,
      getComputedStyle(partOf(assistant, 'settings-button')).borderTopLeftRadius,
    ];
    await until(
      () => corners().every(corner => corner === '0px'),
      () => `they are square: ${corners().join()}`,
    );
    assistant.style.setProperty('--voice-radius', '8px');
    expect(corners()).to.deep.equal(['14px', '14px']);
    assistant.preset = 'glass';
    assistant.style.removeProperty('--voice-radius');
    await until(
      () => corners().every(corner => parseFloat(corner) >= 22),
      () => `they are round: ${corners().join()}`,
    );
    assistant.stop();
  });

  it('can be changed, and taken back', async () => {
    const assistant = await fixture<VoiceAssistant>(html`<voice-assistant preset="ink"></voice-assistant>`);
    await untilDressed(assistant);
    const ink = launcherOf(assistant).borderTopLeftRadius;
    assistant.preset = 'paper';
    await until(() => launcherOf(assistant).borderTopLeftRadius === '3px', 'it is paper');
    expect(ink).to.equal('0px');
    expect(launcherOf(assistant).fontFamily).to.match(/Georgia, serif$/);
    assistant.removeAttribute('preset');
    await until(() => launcherOf(assistant).borderTopLeftRadius === '28px', 'it is as ever');
    expect(frameOf(assistant).classList.contains('paper')).to.equal(false);
  });

  it('of midnight is dark on every page', async () => {
    const assistant = await fixture<VoiceAssistant>(
      html`<voice-assistant preset="midnight" theme="light" style="color-scheme: light"></voice-assistant>`,
    );
    await untilDressed(assistant);
    expect(getComputedStyle(frameOf(assistant)).colorScheme).to.equal('dark');
  });

  it('that is changed in a call leaves the call in sight', async () => {
    const assistant = await assistantWith({steps: []});
    await assistant.start();
    let wasHidden = false;
    const observer = new MutationObserver(() => (wasHidden ||= frameOf(assistant).hasAttribute('hidden')));
    observer.observe(assistant.shadowRoot!, {attributes: true, subtree: true});
    assistant.preset = 'paper';
    await until(() => getComputedStyle(assistant).getPropertyValue('--_radius') === '4px', 'it has the look');
    observer.disconnect();
    expect(wasHidden).to.equal(false);
    assistant.stop();
  });

  it('of the page takes after its background, its letters and its first button', async () => {
    const box = await fixture<HTMLElement>(html`
      <div style="background: rgb(250, 240, 230); font-family: Georgia">
        <button style="background: none; border-radius: 3px">Menu</button>
        <button style="background: rgb(160, 30, 120); border-radius: 7px">Order</button>
        <voice-assistant preset="native"></voice-assistant>
      </div>
    `);
    const assistant = box.querySelector('voice-assistant')!;
    await untilDressed(assistant);
    const style = launcherOf(assistant);
    expect(style.backgroundColor).to.equal('rgb(250, 240, 230)');
    expect(style.fontFamily).to.contain('Georgia');
    expect(style.borderTopLeftRadius).to.equal('7px');
    expect(getComputedStyle(assistant).getPropertyValue('--_accent')).to.equal('rgb(160, 30, 120)');
  });

  /** Parts of pages, by what is odd about them; a page is light unless it says otherwise. */
  const pages: Readonly<Record<string, readonly [page: string, tokens: Readonly<Record<string, string>>]>> = {
    'a background that is hardly there': [
      'background: rgb(0 0 0 / 4%)|background: rgb(0 90 200 / 15%); border-radius: 6px',
      {'--_surface': 'rgb(255, 255, 255)', '--_radius': '24px'},
    ],
    'colours in another notation': [
      'background: oklch(0.2 0.02 260)|background: oklch(0.967 0.003 264.5)',
      {'--_surface': 'rgb(17, 22, 31)', '--_accent': 'rgb(243, 244, 246)'},
    ],
    'buttons as round as can be': [
      'background: white|background: black; border-radius: 3.35e7px',
      {'--_radius': '24px', '--_accent': 'rgb(0, 0, 0)'},
    ],
    'round buttons in percent': [
      'background: white|background: red; border-radius: 50%',
      {'--_radius': '24px'},
    ],
    'two radii': [
      'background: white|background: red; border-radius: 10px 20px',
      {'--_radius': '15px', '--_pill': '10px'},
    ],
  };
  for (const [odd, [styles, wanted]] of Object.entries(pages)) {
    it(`of the page is sound on one with ${odd}`, async () => {
      const [box = '', button = ''] = styles.split('|');
      const page = await fixture<HTMLElement>(html`
        <div style=${box}>
          <button style=${button}>Order</button>
          <voice-assistant preset="native"></voice-assistant>
        </div>
      `);
      const assistant = page.querySelector('voice-assistant')!;
      await untilDressed(assistant);
      const found = getComputedStyle(assistant);
      for (const [token, value] of Object.entries(wanted))
        expect(found.getPropertyValue(token), token).to.equal(value);
    });
  }
});
