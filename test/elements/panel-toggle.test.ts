import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import {serveCommandButtons} from '../../src/elements/voice-assistant/command-buttons.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoicePanelToggleEvent} from '../../src/events/lifecycle.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {settled} from '../helpers/clock.js';
import {until} from '../helpers/until.js';

const escape = () => new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true});

/** What is told of the panel, as `open person`. */
function togglesOf(assistant: VoiceAssistant): string[] {
  const told: string[] = [];
  assistant.addEventListener('voice-panel-toggle', ({open, by}: VoicePanelToggleEvent) =>
    told.push(`${open ? 'open' : 'closed'} ${by}`),
  );
  return told;
}

async function aButton(attributes: Readonly<Record<string, string>> = {}): Promise<HTMLButtonElement> {
  const button = await fixture<HTMLButtonElement>(html`<button>Talk</button>`);
  for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
  return button;
}

describe('The panel is told to be open or closed', () => {
  it('by the person, at the launcher, the button that closes it, and Escape', async () => {
    const assistant = await assistantWith();
    const told = togglesOf(assistant);
    assistant.addEventListener('voice-start-request', event => event.preventDefault());
    partOf(assistant, 'launcher').click();
    await openPanel(assistant);
    partOf(assistant, 'close').click();
    await assistant.updateComplete;
    partOf(assistant, 'launcher').click();
    await openPanel(assistant);
    partOf(assistant, 'panel').dispatchEvent(escape());
    await assistant.updateComplete;
    expect(told).to.deep.equal(['open person', 'closed person', 'open person', 'closed person']);
  });

  it('by the page, with its methods and the attribute, once for each change that lasts', async () => {
    const assistant = await assistantWith();
    const told = togglesOf(assistant);
    assistant.show();
    await assistant.updateComplete;
    assistant.hide();
    assistant.show();
    await assistant.updateComplete;
    assistant.removeAttribute('open');
    await assistant.updateComplete;
    expect(told).to.deep.equal(['open page', 'closed page']);
  });

  it('by the page, after a press that changed nothing', async () => {
    const assistant = await assistantWith();
    await openPanel(assistant);
    const told = togglesOf(assistant);
    assistant.setOpen(true, 'person');
    assistant.hide();
    await assistant.updateComplete;
    expect(told).to.deep.equal(['closed page']);
  });

  it('after the element has told that it is ready', async () => {
    const told: string[] = [];
    const assistant = document.createElement('voice-assistant');
    for (const type of ['voice-ready', 'voice-panel-toggle'])
      assistant.addEventListener(type, () => told.push(type));
    assistant.open = true;
    document.body.append(assistant);
    await assistant.updateComplete;
    expect(told).to.deep.equal(['voice-ready', 'voice-panel-toggle']);
    assistant.remove();
  });

  it('where the page lays the parts out, too: the button that closes a view closes it', async () => {
    const assistant = await assistantWith();
    assistant.layout = 'custom';
    assistant.showSettings();
    await until(() => assistant.shadowRoot!.querySelector('voice-settings'), 'the settings are there');
    partOf(assistant, 'close').click();
    await assistant.updateComplete;
    expect(assistant.shadowRoot!.querySelector('voice-panel')).to.equal(null);
  });

  it('by the page again, after a press that came to nothing', async () => {
    const assistant = await assistantWith();
    const told = togglesOf(assistant);
    assistant.addEventListener('voice-start-request', event => event.preventDefault());
    partOf(assistant, 'launcher').click();
    assistant.hide();
    await assistant.updateComplete;
    assistant.show();
    await assistant.updateComplete;
    expect(told).to.deep.equal(['open page']);
  });

  it('when the state of the element and its attribute are so already', async () => {
    const assistant = await assistantWith();
    const toggled = oneEvent(assistant, 'voice-panel-toggle');
    assistant.show();
    await toggled;
    const so = [assistant.open, assistant.hasAttribute('open'), assistant.matches(':state(open)')];
    expect(so).to.deep.equal([true, true, true]);
  });
});

describe('The focus', () => {
  for (const layout of ['floating', 'modal', 'fullscreen'] as const)
    it(`is given back to what had it, when the panel is closed (${layout})`, async () => {
      const button = await aButton();
      const assistant = await assistantWith();
      assistant.layout = layout;
      button.focus();
      await openPanel(assistant);
      await until(() => document.activeElement === assistant, 'the panel has the focus');
      partOf(assistant, 'close').click();
      await assistant.updateComplete;
      expect(document.activeElement).to.equal(button);
      // Also when the page closes it while the focus is inside.
      await openPanel(assistant);
      await until(() => document.activeElement === assistant, 'the panel has the focus again');
      assistant.hide();
      await assistant.updateComplete;
      expect(document.activeElement).to.equal(button);
    });

  it('is given back from what the page has put into the panel', async () => {
    const button = await aButton();
    const assistant = await assistantWith();
    const link = Object.assign(document.createElement('button'), {slot: 'footer', textContent: 'Terms'});
    assistant.append(link);
    button.focus();
    await openPanel(assistant);
    link.focus();
    assistant.hide();
    await assistant.updateComplete;
    expect(document.activeElement).to.equal(button);
  });

  it('goes to the launcher where what had it is gone', async () => {
    const button = await aButton();
    const assistant = await assistantWith();
    button.focus();
    await openPanel(assistant);
    button.remove();
    partOf(assistant, 'close').click();
    await assistant.updateComplete;
    expect(assistant.shadowRoot!.activeElement).to.equal(partOf(assistant, 'launcher'));
  });

  it('stays in the field that the person is at, when a press elsewhere closes the panel', async () => {
    const [first, second] = [await aButton(), await aButton()];
    const assistant = await assistantWith();
    first.focus();
    await openPanel(assistant);
    second.focus();
    assistant.setOpen(false, 'person'); // As a hotkey does.
    await assistant.updateComplete;
    expect(document.activeElement).to.equal(second);
  });

  it('stays in a panel that stays', async () => {
    const button = await aButton();
    const assistant = await assistantWith();
    assistant.layout = 'inline';
    button.focus();
    await openPanel(assistant);
    const input = partOf(assistant, 'input');
    input.focus();
    assistant.hide();
    await assistant.updateComplete;
    expect(document.activeElement).to.equal(assistant);
  });

  it('stays with the person who is elsewhere by then', async () => {
    const button = await aButton();
    const assistant = await assistantWith();
    await openPanel(assistant);
    button.focus();
    assistant.hide();
    await assistant.updateComplete;
    expect(document.activeElement).to.equal(button);
  });
});

describe('A call of a page that hides the launcher', () => {
  const hide = (rule: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`voice-assistant::part(launcher) { ${rule} }`);
    document.adoptedStyleSheets.push(sheet);
    return () => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet));
  };

  for (const rule of ['display: none', 'visibility: hidden', 'opacity: 0'])
    it(`is seen in the panel (${rule})`, async () => {
      const show = hide(rule);
      const assistant = await assistantWith();
      await assistant.start();
      expect(assistant.open).to.equal(true);
      assistant.stop();
      show();
    });

  it('opens nothing before the launcher was drawn, and nothing of an element that is hidden', async () => {
    const assistant = document.createElement('voice-assistant');
    assistant.session = new ScriptedSession({pace: 0});
    document.body.append(assistant);
    const started = assistant.start();
    expect(assistant.open).to.equal(false);
    await started;
    assistant.stop();
    assistant.hidden = true;
    await assistant.start();
    expect(assistant.open).to.equal(false);
    assistant.stop();
    assistant.remove();
  });

  it('opens nothing where the launcher can be seen, or the page has laid the parts out', async () => {
    for (const layout of ['floating', 'custom', 'inline'] as const) {
      const show = layout === 'floating' ? () => {} : hide('display: none');
      const assistant = await assistantWith();
      assistant.layout = layout;
      await assistant.start();
      expect(assistant.open, layout).to.equal(false);
      assistant.stop();
      show();
    }
  });
});

describe('A button of the page', () => {
  let assistant: VoiceAssistant;
  beforeEach(async () => {
    assistant = await assistantWith();
    assistant.id = 'vera';
  });
  afterEach(() => assistant.stop());

  const press = async (command: string, name = 'command') =>
    (await aButton({commandfor: 'vera', [name]: command})).click();

  it('starts and ends a call, and mutes', async () => {
    const told = togglesOf(assistant);
    await press('--voice-start');
    await untilPhase(assistant, 'listening');
    expect(told).to.deep.equal(['open person']);
    await press('--voice-mute');
    await until(() => assistant.snapshot.muted, 'it is muted');
    await press('--voice-mute');
    await until(() => !assistant.snapshot.muted, 'it is not muted any more');
    await press('--voice-stop');
    await untilPhase(assistant, 'idle');
  });

  it('unmutes what the page has muted, also before there is a conversation', async () => {
    assistant.muted = true;
    await assistant.updateComplete;
    await press('--voice-mute');
    await until(() => !assistant.muted, 'it is not muted any more');
    await press('--voice-mute');
    await until(() => assistant.muted, 'it is muted');
  });

  it('opens and closes the panel, and starts nothing by that', async () => {
    await press('--voice-toggle');
    await until(() => assistant.open, 'it is open');
    await press('--voice-toggle');
    await until(() => !assistant.open, 'it is closed');
    expect(assistant.snapshot.phase).to.equal('idle');
  });

  it('asks first, as any other: a page can say no', async () => {
    const requested = oneEvent(assistant, 'voice-start-request');
    assistant.addEventListener('voice-start-request', event => event.preventDefault());
    await press('--voice-start');
    await requested;
    await settled();
    expect([assistant.open, assistant.snapshot.phase]).to.deep.equal([false, 'idle']);
  });

  it('does the same by data-voice-command, where the browser has no commands', async () => {
    serveCommandButtons(document, 'voice-assistant');
    serveCommandButtons(document, 'voice-assistant'); // Once for all assistants of a page.
    await press('--voice-toggle', 'data-voice-command');
    await until(() => assistant.open, 'it is open');
    (await aButton({'data-voice-command': '--voice-toggle'})).click();
    await until(() => !assistant.open, 'it is closed by a button that names no assistant');
  });

  it('may have commands that are none of ours', async () => {
    await press('--something-else');
    await press('--voice-of-another');
    await settled();
    expect([assistant.open, assistant.snapshot.phase]).to.deep.equal([false, 'idle']);
  });
});
