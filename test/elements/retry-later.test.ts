import {expect} from '@open-wc/testing';
import {VoiceError, type VoiceErrorDetails} from '../../src/state/voice-error.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A start that is refused for now', () => {
  afterEach(restoreStubs);

  let now = 0;
  const hurry = (ms: number) => (now += ms);

  async function failed(
    details: VoiceErrorDetails,
    {lang = 'en', open = true} = {},
  ): Promise<VoiceAssistant> {
    const assistant = await assistantWith();
    assistant.lang = lang;
    const session = new FakeSession();
    session.openings.splice(0, 1, new VoiceError('token-status', {status: 429, ...details}));
    assistant.session = session;
    if (open) await openPanel(assistant);
    now = performance.now();
    stub(performance, 'now', () => now);
    await assistant.start().catch(() => {});
    await untilPhase(assistant, 'failed');
    return assistant;
  }
  const timer = (assistant: VoiceAssistant) =>
    partOf(assistant, 'error').querySelector<HTMLElement>('[role=timer]');
  const retry = (assistant: VoiceAssistant) => partOf(assistant, 'error').querySelector('button')!;

  it('says in how many seconds it can be tried again, counts down, and then can be', async () => {
    const assistant = await failed({retryAfter: 7});
    await until(() => timer(assistant)?.textContent === 'in 7 seconds');
    expect(retry(assistant).disabled).to.equal(true);
    hurry(4_000);
    await until(() => timer(assistant)!.textContent === 'in 3 seconds');
    hurry(3_000);
    await until(() => timer(assistant)!.textContent === '');
    expect(retry(assistant).disabled).to.equal(false);
    const asked = new Promise(resolve =>
      assistant.addEventListener('voice-start-request', event => {
        event.preventDefault();
        resolve(event);
      }),
    );
    retry(assistant).click();
    await asked;
  });

  it('does not read out each second', async () => {
    const assistant = await failed({retryAfter: 7});
    await until(() => timer(assistant));
    expect(timer(assistant)!.getAttribute('aria-live')).to.equal('off');
  });

  it('says longer times in minutes, in the language of the widget', async () => {
    const assistant = await failed({retryAfter: 600}, {lang: 'fr'});
    await until(() => timer(assistant)?.textContent === 'dans 10 minutes');
  });

  it('says so in the dock, too, while the panel is closed', async () => {
    const assistant = await failed({retryAfter: 7}, {open: false});
    assistant.hide();
    const controls = () => assistant.shadowRoot!.querySelector('.dock voice-controls')?.shadowRoot;
    const wait = () => controls()?.querySelector('[role=timer]')?.textContent;
    const button = () => controls()!.querySelector<HTMLButtonElement>('[part=talk]')!;
    await until(
      () => wait() === 'in 7 seconds',
      () => `it says how long: ${wait()}`,
    );
    expect(button().disabled).to.equal(true);
    hurry(7_000);
    await until(() => wait() === '');
    expect(button().disabled).to.equal(false);
  });

  it('counts down in panel and dock alike', async () => {
    const assistant = await failed({retryAfter: 7});
    assistant.hide();
    await assistant.updateComplete;
    await openPanel(assistant);
    await until(() => timer(assistant)?.textContent === 'in 7 seconds');
    hurry(3_000);
    await until(() => timer(assistant)!.textContent === 'in 4 seconds');
  });

  it('can be tried again at once where no time is given', async () => {
    const assistant = await failed({});
    await until(() => retry(assistant));
    expect(retry(assistant).disabled).to.equal(false);
    expect(timer(assistant)).to.equal(null);
  });

  it('never shows what the endpoint says of itself', async () => {
    const assistant = await failed({detail: 'origin-refused'});
    await until(() => retry(assistant));
    expect(partOf(assistant, 'panel').textContent).not.to.include('origin-refused');
  });
});
