import {expect} from '@open-wc/testing';
import {actionStyles} from '../../src/elements/voice-transcript/turn-actions.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import german from '../../src/localize/packs/de.js';
import type {VoiceFeedbackEvent} from '../../src/events/index.js';
import type {TurnReport} from '../../src/state/voice-event.js';
import {hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {reportedConversation} from '../helpers/reported-conversation.js';
import {nextFrame} from '../helpers/frames.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const says = (id: string, text: string, final = true, written = false): TurnReport => ({
  type: 'turn-text',
  id,
  role: 'assistant',
  text,
  final,
  written,
});

/** What the transcript reads out. */
const announced = (log: HTMLElement) =>
  log.parentNode!.querySelector('[aria-live=polite]')!.textContent.trim();

describe('VoiceTranscript', () => {
  let assistant: VoiceAssistant;
  let log: HTMLElement;
  let report: (...reports: TurnReport[]) => Promise<void>;
  beforeEach(async () => {
    const conversation = await reportedConversation();
    ({assistant, log} = conversation);
    report = async (...reports) => {
      reports.forEach(conversation.emit);
      await nextFrame();
      await nextFrame();
    };
  });
  afterEach(() => {
    restoreStubs();
    assistant.stop();
  });

  describe('for a screen reader', () => {
    it('does not read what is heard', async () => {
      await report(says('1', 'Hel', false), says('1', 'Hello'));
      expect(announced(log)).to.equal('');
      expect(log.getAttribute('aria-live')).to.equal('off');
    });

    it('reads an answer once it is complete where there is no sound', async () => {
      assistant.volume = 0;
      await report(says('1', 'Hel', false));
      expect(announced(log)).to.equal('');
      await report(says('1', 'Hello'));
      await until(() => announced(log) === 'Vera: Hello', 'it is read out');
    });

    it('reads textual answers', async () => {
      await report(says('1', 'Hello', true, true));
      await until(() => announced(log) === 'Vera: Hello', 'it is read out');
    });

    it('reads words, and no signs of Markdown', async () => {
      await report(says('1', 'We have **green** tea:\n- sencha', true, true));
      await until(() => announced(log) === 'Vera: We have green tea:\nsencha', 'it is read out');
    });

    it('does not read the past when it appears', async () => {
      assistant.volume = 0;
      await report(says('1', 'Hello'));
      assistant.hide();
      await nextFrame();
      await openPanel(assistant);
      log = partOf(assistant, 'transcript');
      await until(() => hasPart(assistant, 'turn'));
      expect(announced(log)).to.equal('');
    });
  });

  it('keeps a place for words that are still to come, and gives it up when none come', async () => {
    await report({type: 'turn-started', id: '1', role: 'user'});
    expect(partOf(assistant, 'turn-user').querySelector('.waiting')).not.to.equal(null);
    await report({type: 'turn-finished', id: '1'});
    expect(hasPart(assistant, 'turn')).to.equal(false);
  });

  describe('whose user was not understood', () => {
    const sentence = 'Sorry, I didn’t catch that.';
    const failed: readonly TurnReport[] = [
      {type: 'turn-started', id: '1', role: 'user'},
      {type: 'transcription-failed', id: '1'},
    ];
    const turn = () => partOf(assistant, 'turn-user');

    it('says so in their place, once, and not as their words', async () => {
      await report(...failed);
      expect(turn().textContent.trim()).to.equal(sentence);
      expect(turn().querySelector('.actions')).to.equal(null);
      await until(() => announced(log) === sentence, 'it is read out');
      await report(says('2', 'Pardon?'), ...failed);
      expect(log.querySelectorAll('[part~=turn-user]').length).to.equal(1);
    });

    it('says so in the language of the page', async () => {
      assistant.lang = 'de';
      await report(...failed);
      await until(() => turn().textContent.includes(german.notUnderstood));
    });

    it('shows the words where they come after all', async () => {
      await report(...failed, {type: 'turn-text', id: '1', role: 'user', text: 'Hello', final: true});
      expect(turn().querySelector('.bubble')!.textContent).to.equal('Hello');
    });

    it('says so once of each turn, whatever becomes of the others', async () => {
      const next: readonly TurnReport[] = [
        {type: 'turn-started', id: '2', role: 'user'},
        {type: 'transcription-failed', id: '2'},
      ];
      await report(...failed, ...next);
      await report(says('3', 'Pardon?', true, true));
      await until(() => announced(log) === 'Vera: Pardon?', 'it is read out');
      await report({type: 'turn-text', id: '2', role: 'user', text: 'Hello', final: true});
      await until(() => announced(log) === 'Vera: Pardon?', 'it is read out');
    });

    it('does not tell of the past when it appears', async () => {
      await report(...failed);
      assistant.hide();
      await nextFrame();
      await openPanel(assistant);
      log = partOf(assistant, 'transcript');
      await until(() => hasPart(assistant, 'turn'));
      expect(announced(log)).to.equal('');
    });
  });

  it('follows the end, but not away from someone who reads further up, and leads back', async () => {
    const lines = Array.from({length: 80}, (_, index) => says(`${index}`, `Line ${index}`));
    await report(...lines);
    const toEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight;
    await until(() => toEnd() < 2);
    expect(hasPart(assistant, 'latest')).to.equal(false);
    log.scrollTop = 0;
    await until(() => hasPart(assistant, 'latest'));
    await report(says('more', 'One more'));
    expect(log.scrollTop).to.equal(0);
    partOf(assistant, 'latest').click();
    await until(() => toEnd() < 2 && !hasPart(assistant, 'latest'));
    expect((log.getRootNode() as ShadowRoot).activeElement).to.equal(log);
  });

  it('stays at the end when there is less room all at once', async () => {
    const toEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight;
    await report(...Array.from({length: 80}, (_, index) => says(`${index}`, `Line ${index}`)));
    await until(() => toEnd() < 2);
    // As a notice below it does, before the browser tells of the scrolling.
    const scrolled = new Promise(resolve => log.addEventListener('scroll', resolve, {once: true}));
    await report(says('more', 'One more '.repeat(200)));
    assistant.style.setProperty('--voice-panel-height', '400px');
    log.dispatchEvent(new Event('scroll'));
    await scrolled;
    await until(() => toEnd() < 2);
    expect(hasPart(assistant, 'latest')).to.equal(false);
  });

  describe('with a finished turn', () => {
    it('copies it', async () => {
      const copied: string[] = [];
      stub(navigator.clipboard, 'writeText', async (text: string) => copied.push(text));
      await report(says('1', 'Copy me'));
      await until(() => hasPart(assistant, 'copy'));
      partOf(assistant, 'copy').click();
      await until(() => partOf(assistant, 'copy').title === 'Copied');
      expect(copied).to.deep.equal(['Copy me']);
      await until(() => announced(log) === 'Copied', 'it is read out');
    });

    it('shows its buttons where nothing can hover: what is not seen would still be tapped', () => {
      const rules = actionStyles.styleSheet!.cssRules;
      const media = [...rules].find(
        rule => rule instanceof CSSMediaRule && rule.media.mediaText.includes('hover'),
      );
      const [rule] = (media as CSSMediaRule).cssRules as unknown as CSSStyleRule[];
      const turn = document.createElement('div');
      turn.className = 'turn';
      turn.append(document.createElement('div'), document.createElement('p'));
      turn.firstElementChild!.className = 'actions';
      const icon = turn.firstElementChild!.appendChild(document.createElement('svg'));
      expect([icon.matches(rule!.selectorText), rule!.style.display]).to.deep.equal([true, 'block']);
    });

    it('is one stop of the Tab key, whatever its length', async () => {
      await report(says('1', 'One'), says('2', 'Two'), says('3', 'Three'));
      await until(() => hasPart(assistant, 'copy'));
      const buttons = [...log.querySelectorAll<HTMLElement>('[part=copy]')];
      const stops = () => buttons.map(({tabIndex}) => tabIndex);
      expect(stops()).to.deep.equal([-1, -1, 0]);
      buttons[2]!.focus();
      buttons[2]!.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowUp', bubbles: true}));
      await nextFrame();
      expect((log.getRootNode() as ShadowRoot).activeElement).to.equal(buttons[1]);
      expect(stops()).to.deep.equal([-1, 0, -1]);
    });

    it('lets answers be rated where the page wants it, and sends nothing but the event', async () => {
      const ratings: VoiceFeedbackEvent[] = [];
      assistant.addEventListener('voice-feedback', event => ratings.push(event));
      await report(says('1', 'An answer'));
      await until(() => hasPart(assistant, 'copy'));
      expect(hasPart(assistant, 'good-answer')).to.equal(false);
      assistant.feedback = 'turns';
      await report(says('2', 'Another'));
      partOf(assistant, 'good-answer').click();
      await nextFrame();
      partOf(assistant, 'good-answer').click();
      partOf(assistant, 'bad-answer').click();
      await nextFrame();
      expect(ratings.map(({turnId, rating, comment}) => ({turnId, rating, comment}))).to.deep.equal([
        {turnId: '1', rating: 'good', comment: ''},
        {turnId: '1', rating: 'bad', comment: ''},
      ]);
      expect(partOf(assistant, 'good-answer').getAttribute('aria-pressed')).to.equal('false');
      expect(partOf(assistant, 'bad-answer').getAttribute('aria-pressed')).to.equal('true');
    });
  });

  it('survives hostile and huge words', async () => {
    const hostile = ['\u202E', '\u200B', '👩‍👩‍👧‍👦', 'Z̷̢͑a', '<b>', 'w'.repeat(5_000), ' שלום '].join('x');
    await report(says('1', hostile), says('2', 'word '.repeat(20_000)));
    const bubbles = [...log.querySelectorAll('.bubble')];
    expect(bubbles.map(({textContent}) => textContent)).to.deep.equal([hostile, 'word '.repeat(20_000)]);
    expect(log.scrollWidth).to.equal(log.clientWidth);
  });

  it('stays fluid with many turns', async () => {
    const many = Array.from({length: 500}, (_, index) => says(`${index}`, `Turn ${index}, with some words`));
    await report(...many);
    const before = performance.now();
    for (let word = 0; word < 20; word++) await report(says('last', 'word '.repeat(word), false));
    // Two frames each; a frame has 16 ms.
    expect((performance.now() - before) / 20).to.be.below(80);
  });

  it('has no accessibility violation', async () => {
    assistant.feedback = 'turns';
    await report(
      {type: 'turn-text', id: 'u', role: 'user', text: 'Hello', final: true},
      says('1', '- **One**\n- [two](https://example.com)', true, true),
      {type: 'turn-started', id: 'w', role: 'user'},
    );
    await until(() => hasPart(assistant, 'copy') && log.querySelector('li') !== null);
    for (const theme of ['light', 'dark'] as const) {
      assistant.theme = theme;
      await nextFrame();
      await expect(assistant).to.be.accessible();
    }
  });
});
