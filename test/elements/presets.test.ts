import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const frameOf = (assistant: VoiceAssistant) => assistant.shadowRoot!.querySelector<HTMLElement>('.frame')!;
const launcherOf = (assistant: VoiceAssistant) => getComputedStyle(partOf(assistant, 'launcher'));
const untilDressed = (assistant: VoiceAssistant) =>
  until(() => !frameOf(assistant).hidden, 'its look is there', 5_000);

describe('A preset', () => {
  afterEach(fixtureCleanup);

  it('is the look in which the launcher is first seen', async () => {
    const assistant = await fixture<VoiceAssistant>(html`<voice-assistant preset="ink"></voice-assistant>`);
    const seen: string[] = [];
    for (let count = 0; count < 30; count++) {
      await new Promise(requestAnimationFrame);
      if (!frameOf(assistant).hidden) seen.push(launcherOf(assistant).borderTopWidth);
    }
    expect([...new Set(seen)]).to.deep.equal(['2px']);
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
    const accent = getComputedStyle(partOf(assistant, 'launcher').querySelector('.disc')!).backgroundImage;
    expect(accent).to.contain('linear-gradient');
    expect(getComputedStyle(assistant).getPropertyValue('--_accent')).to.equal('rgb(4, 5, 6)');
    expect(getComputedStyle(assistant).getPropertyValue('--_radius')).to.equal('32px');
  });

  it('can be changed, and taken back', async () => {
    const assistant = await fixture<VoiceAssistant>(html`<voice-assistant preset="ink"></voice-assistant>`);
    await untilDressed(assistant);
    const ink = launcherOf(assistant).borderTopLeftRadius;
    assistant.preset = 'paper';
    await until(() => launcherOf(assistant).borderTopLeftRadius === '3px', 'it is paper');
    expect(ink).to.equal('0px');
    assistant.removeAttribute('preset');
    await until(() => launcherOf(assistant).borderTopLeftRadius === '28px', 'it is as ever');
    expect(frameOf(assistant).classList.contains('paper')).to.equal(false);
  });

  it('of midnight is dark on every page', async () => {
    const assistant = await fixture<VoiceAssistant>(
      html`<voice-assistant preset="midnight" style="color-scheme: light"></voice-assistant>`,
    );
    await untilDressed(assistant);
    expect(getComputedStyle(frameOf(assistant)).colorScheme).to.equal('dark');
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
});
