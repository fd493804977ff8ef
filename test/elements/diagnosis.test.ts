import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {DiagnosisCheck, DiagnosisReport} from '../../src/state/diagnosis.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {FakeSession} from '../helpers/fake-session.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const check = (
  name: DiagnosisCheck['name'],
  result: DiagnosisCheck['result'],
  message: string,
): DiagnosisCheck => ({name, result, code: 'not-checked', message, help: '', durationMs: 1});

const bad: DiagnosisReport = {
  ok: false,
  checks: [
    check('secure-context', 'pass', 'The page is secure.'),
    check('permission', 'unknown', 'This could not be checked.'),
    check('endpoint', 'fail', 'The assistant is not available.'),
  ],
  text: 'What a support person reads',
};

/** Resolves to the part as soon as the panel has it. */
async function shows(assistant: VoiceAssistant, part: string): Promise<HTMLElement> {
  await until(() => hasPart(assistant, part), `there is the part ${part}`);
  return partOf(assistant, part);
}

async function failed(): Promise<VoiceAssistant> {
  const assistant = await assistantWith();
  const session = new FakeSession();
  session.openings[0] = new VoiceError('token-status');
  assistant.session = session;
  await openPanel(assistant);
  await assistant.start().catch(() => {});
  return assistant;
}

const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

describe('the diagnosis in the panel', () => {
  beforeEach(() => {
    const {mediaDevices} = navigator;
    stub(mediaDevices, 'getUserMedia', () => Promise.reject(new DOMException('', 'NotFoundError')));
  });
  afterEach(restoreStubs);

  it('is offered beside the error of a failed start, after trying again', async () => {
    const assistant = await failed();
    const offer = await shows(assistant, 'diagnose');
    expect(text(offer)).to.equal('Find the problem');
    const buttons = [...partOf(assistant, 'error').querySelectorAll('button')].map(text);
    expect(buttons).to.deep.equal(['Try again', 'Type instead', 'Find the problem']);
  });

  it('says that it checks, and then in one sentence what is wrong; the list has the worst first', async () => {
    const assistant = await failed();
    let finish: (report: DiagnosisReport) => void = () => {};
    stub(assistant, 'diagnose', () => new Promise(resolve => (finish = resolve)));
    (await shows(assistant, 'diagnose')).click();
    const view = await shows(assistant, 'diagnosis');
    const status = view.querySelector('[role=status]')!;
    expect(text(status)).to.equal('Checking… this takes a few seconds.');
    expect(text(partOf(assistant, 'title'))).to.equal('Connection check');
    expect(assistant.shadowRoot!.activeElement === view).to.equal(true);

    finish(bad);
    await shows(assistant, 'copy-report');
    expect(text(status)).to.equal('Here’s what needs fixing The assistant is not available.');
    const {clientWidth, clientHeight} = status.querySelector('span')!;
    expect([clientWidth, clientHeight], 'it is seen in the list alone').to.deep.equal([1, 1]);
    const items = [...view.querySelectorAll('[role=list] > [role=listitem]')];
    expect(items.map(text)).to.deep.equal([
      'The assistant is not available. Needs attention',
      'This could not be checked. Couldn’t check',
      'The page is secure. OK',
    ]);
  });

  it('copies the report and says so', async () => {
    const assistant = await failed();
    stub(assistant, 'diagnose', () => Promise.resolve(bad));
    let copied = '';
    stub(navigator.clipboard, 'writeText', async (words: string) => void (copied = words));
    (await shows(assistant, 'diagnose')).click();
    const button = await shows(assistant, 'copy-report');
    button.click();
    await until(() => text(button) === 'Copied');
    expect(copied).to.equal(bad.text);
  });

  it('checks again, and leads back to the conversation', async () => {
    const assistant = await failed();
    const reports = [bad, {...bad, ok: true, checks: bad.checks.slice(0, 1)}];
    stub(assistant, 'diagnose', () => Promise.resolve(reports.shift()));
    (await shows(assistant, 'diagnose')).click();
    (await shows(assistant, 'check-again')).click();
    const view = partOf(assistant, 'diagnosis');
    await until(() => text(view.querySelector('[role=status]')!) === 'Everything looks good.');
    assistant.shadowRoot!.querySelector<HTMLElement>('.back')!.click();
    await shows(assistant, 'error');
    expect(hasPart(assistant, 'diagnosis')).to.equal(false);
  });

  it('speaks the language of the widget', async () => {
    const assistant = await assistantWith();
    assistant.lang = 'de';
    await until(() => assistant.pack);
    const {checks} = await assistant.diagnose();
    expect(checks[0]!.message).to.equal('Sichere Seite');
  });
});
