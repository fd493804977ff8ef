import {expect, fixture, html} from '@open-wc/testing';
import {defineParts} from '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {openPanel, partOf} from '../helpers/assistants.js';
import {until} from '../helpers/until.js';

const box = (assistant: VoiceAssistant, part: string) => partOf(assistant, part).getBoundingClientRect();

function overlap(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

async function threeAssistants(): Promise<VoiceAssistant[]> {
  await defineParts();
  const page = await fixture(
    html`<div>
      <voice-assistant></voice-assistant><voice-assistant></voice-assistant>
      <voice-assistant placement="top-start"></voice-assistant>
    </div>`,
  );
  return [...page.querySelectorAll('voice-assistant')];
}

const apart = (one: VoiceAssistant, other: VoiceAssistant) =>
  until(() => !overlap(box(one, 'launcher'), box(other, 'launcher')), 'the launchers are apart');

const topAt = ({left, top, width, height}: DOMRect) =>
  document.elementFromPoint(left + width / 2, top + height / 2);

describe('Floating assistants of one page', () => {
  it('do not cover each other’s launchers', async () => {
    const [first, second, elsewhere] = await threeAssistants();
    await apart(first!, second!);
    expect(box(elsewhere!, 'launcher').left).to.be.closeTo(innerWidth - box(first!, 'launcher').right, 0.01);
  });

  it('open one panel at a time, above every launcher', async () => {
    const [first, second] = await threeAssistants();
    await apart(first!, second!);
    await openPanel(first!);
    expect(topAt(box(second!, 'launcher'))).to.equal(first);
    await openPanel(second!);
    await until(() => !first!.open, 'the first panel has closed');
    expect(topAt(box(first!, 'launcher'))).to.equal(second);
    expect(box(second!, 'panel').left).to.be.at.least(0);
  });

  it('move up when one of them moves away', async () => {
    const [first, second] = await threeAssistants();
    await apart(first!, second!);
    const corner = box(first!, 'launcher').right;
    first!.placement = 'bottom-start';
    await until(() => box(second!, 'launcher').right === corner, 'the second stands in the corner');
  });
});
