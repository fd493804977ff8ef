import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {TurnReport} from '../../src/state/voice-event.js';
import {hasPart, partOf} from '../helpers/assistants.js';
import {reportedConversation} from '../helpers/reported-conversation.js';
import {nextFrame} from '../helpers/frames.js';
import {until} from '../helpers/until.js';

const says = (id: number | string, text: string, final = true): TurnReport => ({
  type: 'turn-text',
  id: `turn-${id}`,
  role: 'assistant',
  text,
  final,
});

describe('The transcript of a long conversation', () => {
  let assistant: VoiceAssistant;
  let log: HTMLElement;
  let emit: (report: TurnReport) => void;

  beforeEach(async () => ({assistant, log, emit} = await reportedConversation()));
  afterEach(() => assistant.stop());

  async function saysMany(count: number): Promise<void> {
    for (let index = 0; index < count; index++) emit(says(index, `Turn ${index}`));
    await until(() => shown().at(-1) === `Turn ${count - 1}` && toEnd() < 2);
  }
  const bubbles = () => [...log.querySelectorAll<HTMLElement>('.bubble')];
  const shown = () => bubbles().map(({textContent}) => textContent);
  const toEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight;
  const topOf = (text: string) =>
    bubbles()
      .find(({textContent}) => textContent === text)!
      .getBoundingClientRect().top;
  /** Scrolls up as far as there is something, and waits for what is put in there. */
  async function scrollToTop(): Promise<void> {
    const first = shown()[0];
    log.scrollTop = 0;
    await until(() => shown()[0] !== first);
  }

  it('draws its end only, and is a log all the same', async () => {
    await saysMany(1_000);
    expect(shown().length).to.be.within(64, 96);
    expect(log.getAttribute('role')).to.equal('log');
    expect(assistant.snapshot.turns).to.have.length(1_000);
  });

  const looks: Record<string, () => unknown> = {
    'as it is': () => {},
    'in another font': () => assistant.style.setProperty('--voice-font', '15.3px/1.37 serif'),
    'zoomed a little': () => assistant.style.setProperty('zoom', '1.1'),
    'zoomed much': () => assistant.style.setProperty('zoom', '2'),
    'scaled, as a panel on its way in': () => (partOf(assistant, 'panel').style.scale = '0.98'),
  };
  for (const [look, style] of Object.entries(looks))
    it(`puts in what was said before where the person scrolls up, and nothing moves (${look})`, async () => {
      style();
      await saysMany(500);
      log.scrollTop = 40;
      const top = log.getBoundingClientRect().top;
      const reading = bubbles().find(bubble => bubble.getBoundingClientRect().top >= top)!;
      const before = reading.getBoundingClientRect().top;
      const first = shown()[0]!;
      await until(() => shown()[0] !== first, 'turns are put in');
      expect(reading.getBoundingClientRect().top).to.be.closeTo(before, 1);
      expect(shown()).to.include(first);
      expect(log.scrollTop).to.be.greaterThan(40);
    });

  it('can be read from its first turn to its last, with few turns drawn at any time', async () => {
    await saysMany(500);
    const seen = new Set(shown());
    for (let page = 0; shown()[0] !== 'Turn 0'; page++) {
      expect(page).to.be.below(20);
      await scrollToTop();
      for (const text of shown()) seen.add(text);
      expect(shown().length).to.be.at.most(256);
    }
    expect(seen.size).to.equal(500);
    for (let page = 0; shown().at(-1) !== 'Turn 499'; page++) {
      expect(page).to.be.below(20);
      const last = shown().at(-1)!;
      log.scrollTop = log.scrollHeight;
      const place = topOf(last);
      await until(() => shown().at(-1) !== last);
      expect(topOf(last)).to.be.closeTo(place, 1);
    }
    expect(hasPart(assistant, 'latest')).to.equal(true);
    log.scrollTop = log.scrollHeight;
    await until(() => !hasPart(assistant, 'latest') && shown().length <= 128);
    expect(toEnd()).to.be.below(2);
  });

  it('stays where the person reads while more is said, and leads back to the end', async () => {
    await saysMany(300);
    await scrollToTop();
    await until(() => hasPart(assistant, 'latest'));
    const reading = shown()[50]!;
    const place = topOf(reading);
    for (let index = 300; index < 700; index++) emit(says(index, `Turn ${index}`));
    await nextFrame();
    await nextFrame();
    await nextFrame();
    expect(topOf(reading)).to.be.closeTo(place, 1);
    expect(shown().length).to.be.at.most(256);
    partOf(assistant, 'latest').click();
    await until(() => shown().at(-1) === 'Turn 699' && toEnd() < 2);
    expect(shown().length).to.be.at.most(128);
  });

  it('holds what is not drawn as text that the search of the browser finds, and a screen reader does not meet', async () => {
    await saysMany(500);
    const hidden = () => [...log.querySelectorAll<HTMLElement>('[hidden=until-found]')];
    const found = hidden().find(({textContent}) => textContent.includes('Vera: Turn 42\n'))!;
    expect(found.checkVisibility({contentVisibilityAuto: true})).to.equal(false);
    expect(
      hidden()
        .map(({textContent}) => textContent)
        .join('') + shown().join('\n'),
    ).to.include('Turn 0');
    const words = hidden()
      .map(({textContent}) => textContent)
      .join('');
    for (let index = 0; index < 500; index++)
      if (!shown().includes(`Turn ${index}`)) expect(words).to.include(`Turn ${index}\n`);
    expect(hidden().length).to.be.below(20);

    // What the search does: it shows the text, and scrolls to it.
    found.removeAttribute('hidden');
    found.scrollIntoView();
    await until(() => hasPart(assistant, 'latest'));
    expect(found.checkVisibility()).to.equal(true);
    partOf(assistant, 'latest').click();
    await until(() => toEnd() < 2 && !hasPart(assistant, 'latest'));
    expect(hidden()).to.have.length.above(0);
    expect(log.querySelectorAll('.beyond > :not([hidden])')).to.have.length(0);
  });

  it('draws no more after 10,000 turns', async () => {
    await saysMany(10_000);
    expect(shown().length).to.be.at.most(128);
    expect(log.querySelectorAll('*').length).to.be.below(3_500);
  });

  it('is put together only for those who ask for it', async () => {
    await saysMany(300);
    expect(assistant.snapshot.turns).to.equal(assistant.snapshot.turns);
    expect(Object.isFrozen(assistant.snapshot.turns)).to.equal(true);
  });
});
