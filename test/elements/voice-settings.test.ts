import {expect, fixture, html} from '@open-wc/testing';
import {defineParts} from '../../src/entries/define.js';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceSettings} from '../../src/elements/voice-settings/voice-settings.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import {liveSettings} from '../../src/session/settings.js';
import {noCapabilities, type SessionCapabilities} from '../../src/state/capabilities.js';
import {assistantWith, hasPart, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {nextFrame} from '../helpers/frames.js';
import {countListeners, FakeDevices, input, output} from '../helpers/devices.js';
import {FakeSession} from '../helpers/fake-session.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const place = 'voice-assistant-element.settings';
function kept(): Record<string, unknown> {
  return JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, unknown>;
}

/** Opens the settings of an assistant, as its gear does. */
async function openSettings(assistant: VoiceAssistant): Promise<VoiceSettings> {
  await openPanel(assistant);
  assistant.showSettings();
  await until(() => hasPart(assistant, 'settings'));
  const settings = assistant.shadowRoot!.querySelector('voice-settings')!;
  await settings.updateComplete;
  return settings;
}

/** Chooses in a select, as a person does. */
function select(root: Element, part: string, value: string): void {
  const field = partOf<HTMLSelectElement>(root, part);
  field.value = value;
  field.dispatchEvent(new Event('change', {bubbles: true}));
}

function slide(root: Element, part: string, value: number): void {
  const field = partOf<HTMLInputElement>(root, part);
  field.value = String(value);
  field.dispatchEvent(new Event('input', {bubbles: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
}

/** A session that can do this. */
function sessionThat(can: Partial<SessionCapabilities>): FakeSession {
  return Object.assign(new FakeSession(), {capabilities: {...noCapabilities, ...can}, ownsMicrophone: true});
}

const names = (root: Element, part: string) =>
  [...partOf<HTMLSelectElement>(root, part).options].map(option => option.textContent.trim());

describe('VoiceSettings', () => {
  let assistant: VoiceAssistant;
  let settings: VoiceSettings;
  let devices: FakeDevices;
  let listening: () => number;
  const sounds: Sound[] = [];

  beforeEach(async () => {
    localStorage.removeItem(place);
    devices = new FakeDevices(input('desk', 'Desk'), input('headset', 'Headset'), output('room', 'Room'));
    listening = countListeners();
    stub(navigator.mediaDevices, 'getUserMedia', async () => {
      const sound = new Sound();
      sounds.push(sound);
      return sound.stream;
    });
    assistant = await assistantWith();
    assistant.session = sessionThat({pushToTalk: 'turn', reads: [...liveSettings, 'voice']});
    settings = await openSettings(assistant);
    await until(() => names(settings, 'microphone').length === 3);
  });
  afterEach(() => {
    assistant.stop();
    assistant.remove();
    restoreStubs();
    localStorage.removeItem(place);
    for (const sound of sounds.splice(0)) sound.stop();
  });

  it('offer the devices by their names, the system’s choice first', () => {
    expect(names(settings, 'microphone')).to.deep.equal(['System default', 'Desk', 'Headset']);
    expect(names(settings, 'speaker')).to.deep.equal(['System default', 'Room']);
  });

  it('follow what is plugged in, and stop to when they close', async () => {
    devices.plug([input('desk', 'Desk')]);
    await until(() => names(settings, 'microphone').length === 2);
    expect(listening()).to.equal(1);
    assistant.view = null;
    await until(() => listening() === 0);
  });

  it('say that names need the microphone to be allowed, and number what has none', async () => {
    devices.plug([input('desk', ''), input('headset', '')]);
    await until(() => names(settings, 'microphone')[1] === 'Device 1');
    expect(settings.shadowRoot!.textContent).to.contain('Allow microphone access to see device names.');
  });

  it('take a choice over at once, and remember it on this site', async () => {
    select(settings, 'microphone', 'headset');
    select(settings, 'speaker', 'room');
    select(settings, 'noise-reduction', 'far-field');
    slide(settings, 'volume', 40);
    partOf(settings, 'captions-switch').click();
    partOf(settings, 'sounds-switch').click();
    await until(() => Object.keys(kept()).length === 6);
    const chosen = {
      inputDevice: 'headset',
      outputDevice: 'room',
      noiseReduction: 'far-field',
      volume: 0.4,
      captions: 'on',
      sounds: 'off',
    };
    expect(assistant).to.include(chosen);
    expect(kept()).to.deep.equal(chosen);
    await settings.updateComplete;
    expect(partOf<HTMLSelectElement>(settings, 'microphone').value).to.equal('headset');
  });

  it('are recalled by the next page, as far as it offers the same', async () => {
    localStorage.setItem(
      place,
      JSON.stringify({inputDevice: 'headset', turnDetection: null, volume: 0.3, voice: 'ash', other: 1}),
    );
    const next = await fixture<VoiceAssistant>(
      html`<voice-assistant turn-detection="push-to-talk" voices="cedar, marin"></voice-assistant>`,
    );
    next.session = new ScriptedSession({pace: 0});
    await next.start();
    expect(next).to.include({
      inputDevice: 'headset',
      turnDetection: undefined,
      volume: 0.3,
      voice: undefined,
    });
    expect(next).not.to.have.property('other');
    next.stop();
  });

  it('ignore what another script stored in their place, and keep what they do not know', async () => {
    const stored = {
      inputDevice: {id: 1},
      outputDevice: '',
      volume: 'loud',
      turnDetection: {},
      vadEagerness: true,
      vadSilenceMs: '500',
      noiseReduction: ['off'],
      captions: true,
      sounds: 'off',
      voice: 7,
      other: {one: 1},
    };
    localStorage.setItem(place, JSON.stringify(stored));
    const next = await fixture<VoiceAssistant>(html`<voice-assistant voices="7"></voice-assistant>`);
    await next.applyPreferences({vadEagerness: 'low'});
    expect(next).to.include({
      inputDevice: undefined,
      outputDevice: '',
      volume: 1,
      turnDetection: undefined,
      vadEagerness: 'low',
      vadSilenceMs: undefined,
      noiseReduction: undefined,
      captions: 'off',
      sounds: 'off',
      voice: undefined,
    });
    expect(kept()).to.deep.equal({...stored, vadEagerness: 'low'});
  });

  it('offer no loudness where the browser leaves it to the buttons of the device', async () => {
    expect(hasPart(settings, 'volume')).to.equal(true);
    const volume = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume')!;
    Object.defineProperty(HTMLMediaElement.prototype, 'volume', {...volume, get: () => 1, set: () => {}});
    try {
      settings.requestUpdate();
      await settings.updateComplete;
      expect(hasPart(settings, 'volume')).to.equal(false);
    } finally {
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', volume);
    }
  });

  it('show the speaker that is used, where the browser refuses the chosen one', async () => {
    let refuse: (error: unknown) => void = () => {};
    stub(HTMLMediaElement.prototype, 'setSinkId', () => new Promise((_, reject) => (refuse = reject)));
    select(settings, 'speaker', 'room');
    await until(() => kept().outputDevice === 'room');
    await settings.updateComplete;
    expect(partOf<HTMLSelectElement>(settings, 'speaker').value).to.equal('room');
    await until(() => (refuse(new DOMException('', 'NotAllowedError')), true));
    await until(() => partOf<HTMLSelectElement>(settings, 'speaker').value === '');
  });

  it('survive whatever stands in the storage, and a storage that is forbidden', async () => {
    for (const rubbish of ['{', 'null', '7', '"x"', '[]']) {
      localStorage.setItem(place, rubbish);
      const next = await fixture<VoiceAssistant>(html`<voice-assistant></voice-assistant>`);
      await next.applyPreferences({volume: 0.5});
      expect(kept()).to.include({volume: 0.5});
    }
    stub(Storage.prototype, 'getItem', () => {
      throw new DOMException('', 'SecurityError');
    });
    stub(Storage.prototype, 'setItem', () => {
      throw new DOMException('', 'SecurityError');
    });
    await assistant.applyPreferences({volume: 0.6});
    expect(assistant.volume).to.equal(0.6);
  });

  it('forget, and write nothing, where nothing is to be kept', async () => {
    localStorage.setItem(place, JSON.stringify({volume: 0.3}));
    const next = await fixture<VoiceAssistant>(html`<voice-assistant persist="off"></voice-assistant>`);
    await next.setInputDevice('headset');
    expect(next).to.include({inputDevice: 'headset', volume: 1});
    expect(localStorage.getItem(place)).to.equal(null);
  });

  it('show of turn taking what belongs to the choice', async () => {
    expect(hasPart(settings, 'eagerness') || hasPart(settings, 'silence-time')).to.equal(false);
    select(settings, 'turn-taking', 'semantic-vad');
    await until(() => hasPart(settings, 'eagerness'));
    expect(partOf<HTMLSelectElement>(settings, 'eagerness').value).to.equal('medium');
    select(settings, 'eagerness', 'low');
    await until(() => assistant.vadEagerness === 'low');
    select(settings, 'turn-taking', 'server-vad');
    await until(() => hasPart(settings, 'silence-time'));
    slide(settings, 'silence-time', 900);
    await until(() => assistant.vadSilenceMs === 900);
    select(settings, 'turn-taking', '');
    await until(() => assistant.turnDetection === undefined);
    expect(assistant).to.include({vadEagerness: undefined, vadSilenceMs: undefined});
  });

  it('offer voices where the page lists them, for the next conversation', async () => {
    expect(hasPart(settings, 'voice')).to.equal(false);
    assistant.voices = 'cedar, marin,';
    await until(() => hasPart(settings, 'voice'));
    expect(names(settings, 'voice')).to.deep.equal(['Automatic', 'cedar', 'marin']);
    select(settings, 'voice', 'marin');
    await until(() => assistant.voice === 'marin');
    select(settings, 'voice', '');
    await until(() => assistant.voice === undefined);
  });

  it('offer of turn taking and noise what the backend can do', async () => {
    assistant.turnDetection = 'semantic-vad';
    assistant.voices = 'cedar, marin';
    for (const [can, offered] of [
      [
        {turns: false, pushToTalk: 'mute', reads: ['turnDetection']},
        {'turn-taking': ['Automatic', 'Hold to talk']},
      ],
      [{turns: false, reads: []}, {}],
      [
        {turns: false, reads: ['noiseReduction']},
        {'noise-reduction': ['Automatic', 'Headset', 'Room', 'Off']},
      ],
      [
        {turns: true, reads: ['voice']},
        {
          voice: ['Automatic', 'cedar', 'marin'],
          'turn-taking': ['Automatic', 'When I finish a thought', 'After a pause'],
          eagerness: ['Patient', 'Balanced', 'Quick'],
        },
      ],
    ] satisfies [Partial<SessionCapabilities>, object][]) {
      assistant.session = sessionThat(can);
      await nextFrame();
      const parts = ['voice', 'turn-taking', 'eagerness', 'silence-time', 'noise-reduction'];
      const shown = parts.filter(part => hasPart(settings, part)).map(part => [part, names(settings, part)]);
      expect(Object.fromEntries(shown), JSON.stringify(can)).to.deep.equal(offered);
    }
    expect([...settings.shadowRoot!.querySelectorAll('section:empty')]).to.be.empty;
  });

  it('show “Automatic” where what the page wants is not offered, and leave it to the page', async () => {
    assistant.turnDetection = 'server-vad';
    assistant.session = sessionThat({turns: false, pushToTalk: 'mute'});
    await nextFrame();
    const choice = partOf<HTMLSelectElement>(settings, 'turn-taking');
    expect([choice.value, choice.selectedIndex]).to.deep.equal(['', 0]);
    expect(assistant.turnDetection).to.equal('server-vad');
    select(settings, 'turn-taking', 'push-to-talk');
    await until(() => assistant.turnDetection === 'push-to-talk');
  });

  it('follow what the session of the call turns out to be able to do, and the page’s own session after it', async () => {
    const session = sessionThat({reads: ['noiseReduction']});
    assistant.session = session;
    await assistant.start();
    await until(() => hasPart(settings, 'noise-reduction'));
    session.says({type: 'capabilities-changed', capabilities: {...noCapabilities, turns: false}});
    await until(() => !hasPart(settings, 'noise-reduction') && !hasPart(settings, 'turn-taking'));
    assistant.stop();
    await until(() => hasPart(settings, 'noise-reduction') && hasPart(settings, 'turn-taking'));
  });

  it('follow the backend that the page names, before a call', async () => {
    const kinds = () => names(settings, 'turn-taking').length;
    assistant.session = undefined;
    assistant.sessionEndpoint = '/session';
    assistant.backend = 'openai-live';
    await until(() => kinds() === 2, 'the backend without turns is known');
    expect(hasPart(settings, 'noise-reduction')).to.equal(false);
    assistant.backend = 'openai-realtime';
    await until(() => kinds() === 4, 'the one with turns is known');
    expect(hasPart(settings, 'noise-reduction')).to.equal(true);
  });

  it('offer everything where nothing is known of the backend', async () => {
    assistant.session = undefined;
    assistant.voices = 'cedar';
    await until(() => hasPart(settings, 'voice'));
    expect(names(settings, 'turn-taking')).to.have.lengthOf(4);
    expect(hasPart(settings, 'noise-reduction')).to.equal(true);
  });

  it('test the microphone outside a call, and let go of it', async () => {
    partOf(settings, 'test-microphone').click();
    const meter = partOf(settings, 'meter');
    const level = () => Number(meter.style.getPropertyValue('--_level'));
    expect(meter.ariaValueText).to.equal('0%');
    await until(() => level() > 0.2);
    await until(() => Number.parseInt(meter.ariaValueText!) > 20, 'the level is told in words');
    expect(partOf(settings, 'test-microphone').textContent.trim()).to.equal('Stop test');
    expect(assistant.snapshot.phase).to.equal('idle');
    partOf(settings, 'test-microphone').click();
    await settings.updateComplete;
    expect(sounds.map(({track}) => track.readyState)).to.deep.equal(['ended']);
    expect(level()).to.equal(0);
  });

  it('let go of the microphone when they close, are hidden with the page, or a call begins', async () => {
    const test = partOf(settings, 'test-microphone');
    const off = () => until(() => sounds.every(({track}) => track.readyState === 'ended'));
    test.click();
    await until(() => sounds.length === 1);
    await assistant.start();
    await off();
    assistant.stop();
    await untilPhase(assistant, 'idle');
    test.click();
    await until(() => sounds.length === 2);
    stub(document, 'hidden', true);
    document.dispatchEvent(new Event('visibilitychange'));
    await off();
    restoreStubs();
    stub(navigator.mediaDevices, 'getUserMedia', async () => sounds[sounds.push(new Sound()) - 1]!.stream);
    test.click();
    await until(() => sounds.length === 3);
    assistant.hide();
    await off();
  });

  it('say why there is no microphone', async () => {
    stub(navigator.mediaDevices, 'getUserMedia', () =>
      Promise.reject(new DOMException('', 'NotAllowedError')),
    );
    partOf(settings, 'test-microphone').click();
    await until(() => settings.shadowRoot!.querySelector('[role=alert]') !== null);
    expect(partOf(settings, 'test-microphone').textContent.trim()).to.equal('Test microphone');
  });

  it('play a test sound where the assistant is heard, as loud as it is', async () => {
    assistant.volume = 0.4;
    assistant.outputDevice = 'room';
    const played: [string, number][] = [];
    const sinks = new WeakMap<HTMLMediaElement, string>();
    stub(HTMLMediaElement.prototype, 'setSinkId', async function (this: HTMLMediaElement, id: string) {
      sinks.set(this, id);
    });
    stub(HTMLMediaElement.prototype, 'play', async function (this: HTMLMediaElement) {
      if (this.srcObject) played.push([sinks.get(this) ?? '', this.volume]);
    });
    partOf(settings, 'test-speaker').click();
    await until(() => played.length > 0);
    expect(played).to.deep.equal([['room', 0.4]]);
  });

  it('give the conversation away as a file, and forget it', async () => {
    const clear = partOf(settings, 'clear');
    expect(clear.getAttribute('aria-disabled')).to.equal('true');
    assistant.session = new ScriptedSession({pace: 0, steps: [{user: 'Hello'}, {assistant: 'Good <day>'}]});
    await assistant.start();
    await until(() => assistant.snapshot.turns.length === 2 && assistant.snapshot.turns[1]!.final);
    await nextFrame();
    const files: Blob[] = [];
    stub(URL, 'createObjectURL', (file: Blob) => `#${files.push(file)}`);
    const saved: string[] = [];
    stub(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    for (const button of settings.shadowRoot!.querySelectorAll<HTMLElement>('[part=download]'))
      button.click();
    expect(await files[0]!.text()).to.equal('You: Hello\n\nVera: Good <day>\n');
    expect(JSON.parse(await files[1]!.text())).to.deep.equal([
      {role: 'user', text: 'Hello'},
      {role: 'assistant', text: 'Good <day>'},
    ]);
    expect(saved.map(name => name.replace(/[\d-]+/, '-'))).to.deep.equal([
      'conversation-.txt',
      'conversation-.json',
    ]);
    clear.click();
    await nextFrame();
    expect(assistant.snapshot.turns).to.be.empty;
    expect(clear.getAttribute('aria-disabled')).to.equal('true');
  });

  it('have no speaker to choose where the browser has none', async () => {
    const {setSinkId} = HTMLMediaElement.prototype;
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    try {
      settings.requestUpdate();
      await settings.updateComplete;
      expect(hasPart(settings, 'speaker')).to.equal(false);
      expect(hasPart(settings, 'volume')).to.equal(true);
    } finally {
      HTMLMediaElement.prototype.setSinkId = setSinkId;
    }
  });

  it('stand by themselves anywhere on the page', async () => {
    assistant.id = 'far';
    await defineParts();
    const apart = await fixture<VoiceSettings>(html`<voice-settings for="far"></voice-settings>`);
    await until(() => hasPart(apart, 'microphone') && names(apart, 'microphone').length === 3);
    select(apart, 'microphone', 'desk');
    await until(() => assistant.inputDevice === 'desk');
  });

  it('say in the panel which device was lost', async () => {
    await assistant.setInputDevice('headset');
    assistant.view = null;
    await assistant.start();
    await until(() => assistant.snapshot.devices.input === 'headset');
    let told: unknown;
    assistant.addEventListener('voice-device-change', event => (told = event));
    devices.plug([input('desk', 'Desk')]);
    const shown = () => assistant.shadowRoot!.querySelector('.banner')?.textContent ?? '';
    await until(() => shown() !== '');
    expect(shown()).to.equal('Headset disconnected. Using System default.');
    expect(told).to.deep.include({input: '', inputs: [{deviceId: 'desk', label: 'Desk'}]});
  });

  for (const theme of ['light', 'dark'] as const)
    for (const dir of ['ltr', 'rtl'])
      it(`are accessible in ${theme}, ${dir}`, async () => {
        assistant.theme = theme;
        assistant.dir = dir;
        assistant.voices = 'cedar';
        const arriving = assistant.shadowRoot!.querySelector('.panel')!.getAnimations();
        await Promise.all(arriving.map(animation => animation.finished));
        for (const kind of ['semantic-vad', 'server-vad'] as const) {
          assistant.turnDetection = kind;
          await until(() => hasPart(settings, kind === 'server-vad' ? 'silence-time' : 'eagerness'));
          await expect(assistant).to.be.accessible();
        }
      });

  it('have targets of 24 px at least, and fit into 320 px', async () => {
    assistant.turnDetection = 'server-vad';
    const box = await fixture(html`<div style="width: 320px"></div>`);
    assistant.layout = 'inline';
    box.append(assistant);
    await until(() => hasPart(assistant, 'silence-time'));
    const shown = assistant.shadowRoot!.querySelector('voice-settings')!;
    expect(shown.scrollWidth).to.be.at.most(shown.clientWidth);
    for (const target of shown.shadowRoot!.querySelectorAll('select, button, input')) {
      const {width, height} = target.getBoundingClientRect();
      expect(Math.min(width, height), target.outerHTML).to.be.at.least(24);
    }
  });
});
