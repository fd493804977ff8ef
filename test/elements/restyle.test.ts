import {expect, oneEvent} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../../src/events/tools.js';
import {endlessTalk, talk} from '../../stories/helpers/conversations.js';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {anImage, pasting} from '../helpers/an-image.js';
import {Picture} from '../helpers/picture.js';
import {assistantAt} from '../helpers/scenes.js';
import {ShowingSession} from '../helpers/showing-session.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly {readonly name: string}[];
  readonly cssProperties?: readonly {readonly name: string}[];
}

async function declarations(): Promise<readonly Declaration[]> {
  const manifest = (await (await fetch('/custom-elements.json')).json()) as {
    modules: {declarations?: Declaration[]}[];
  };
  return manifest.modules.flatMap(({declarations = []}) => declarations).filter(({tagName}) => tagName);
}

/** What is to be ended after a moment. */
const endings: (() => void)[] = [];

/** Moments of the widget that between them show every part, each with what only it shows. */
const moments: Readonly<Record<string, () => Promise<VoiceAssistant>>> = {
  'an idle panel': () => assistantAt({}),
  'a start card': () => assistantAt({}, {face: 'voice', suggestions: 'Are you open?'}),
  'the picture of the voice': () => assistantAt({phase: 'speaking', turns: talk}, {face: 'voice'}),
  'a dock': async () => {
    const assistant = await assistantAt({phase: 'listening', turns: talk});
    assistant.hide();
    await assistant.updateComplete;
    return assistant;
  },
  'an answer': () =>
    assistantAt(
      {phase: 'speaking', turns: endlessTalk.slice(0, 30), error: 'tool-failed'},
      {feedback: 'both', captions: 'on'},
    ),
  'a poor connection': () =>
    assistantAt({
      phase: 'listening',
      turns: talk,
      then: async assistant => {
        const link = {roundTripMs: 900, jitterMs: 0, packetsLost: 0, packetsReceived: 0};
        const measure = () => Promise.resolve({...link, bytesReceived: 0, audioEnergy: 0});
        Object.assign(assistant.session!, {measure});
        await oneEvent(assistant, 'voice-quality');
      },
    }),
  'a call that will be ended': async () => {
    const assistant = await assistantWith();
    assistant.maxDuration = 20;
    await openPanel(assistant);
    await assistant.start();
    await until(() => hasPart(assistant, 'extend'), 'it is told');
    return assistant;
  },
  'what is seen': async () => {
    const assistant = await assistantWith();
    const session = new ShowingSession();
    const [shown, camera, voice] = [new Picture(), new Picture('blue'), new Sound()];
    stub(navigator.mediaDevices, 'getUserMedia', ({video}: MediaStreamConstraints) =>
      Promise.resolve((video ? camera : voice).stream),
    );
    Object.assign(assistant, {session, face: 'voice'});
    await openPanel(assistant);
    await assistant.start();
    session.says({type: 'video', stream: shown.stream});
    await until(() => hasPart(assistant, 'camera'), 'there is a button');
    await assistant.startCamera();
    endings.push(() => [shown, camera, voice].forEach(thing => thing.stop()));
    return assistant;
  },
  'a diagnosis': () =>
    assistantAt({
      phase: 'failed',
      then: async assistant => {
        assistant.show();
        await until(() => assistant.shadowRoot!.querySelector('[part=diagnose]'), 'a check is offered');
      },
    }),
  'a tool that asks first': () =>
    assistantAt({
      phase: 'listening',
      then: assistant => {
        const call = new VoiceToolCallEvent('order', 'call-1', {flowers: 'roses'});
        assistant.dispatchEvent(new VoiceToolApprovalEvent(call, 'Order', new AbortController().signal));
      },
    }),
  'the overlay for developers': () => assistantAt({phase: 'listening'}, {debug: true}),
  settings: () =>
    assistantAt(
      {then: assistant => assistant.showSettings()},
      {voices: 'alloy, verse', turnDetection: 'semantic-vad'},
    ),
  'settings of silence': () =>
    assistantAt({then: assistant => assistant.showSettings()}, {turnDetection: 'server-vad'}),
  consent: () =>
    assistantAt({
      then: assistant => {
        assistant.consent = 'required';
        assistant.start().catch(() => {}); // The user never agrees.
      },
    }),
};

const showing = (part: string) => (assistant: VoiceAssistant) =>
  until(() => hasPart(assistant, part), `there is the part ${part}`);

/** What is done there for the parts that show only then. */
const doings: Readonly<Record<string, (assistant: VoiceAssistant) => Promise<void>>> = {
  'an idle panel': async assistant => {
    const capabilities = {...assistant.session!.capabilities, images: true};
    Object.assign(assistant.session!, {capabilities, sendImage: () => Promise.resolve()});
    const composer = assistant.shadowRoot!.querySelector('voice-composer')!;
    composer.requestUpdate();
    await composer.updateComplete;
    partOf(assistant, 'input').dispatchEvent(pasting(await anImage(8, 8)));
    await until(() => hasPart(assistant, 'attachment'), 'the image is there');
  },
  'an answer': async assistant => {
    const log = partOf(assistant, 'transcript');
    await until(() => log.scrollTop > 0, 'the end of the log shows');
    log.scrollTop = 0;
    await until(() => hasPart(assistant, 'latest'), 'the way back is offered');
  },
  'what is seen': showing('preview'),
  'a tool that asks first': showing('approval'),
  'the overlay for developers': showing('debug'),
  settings: showing('settings'),
  'settings of silence': showing('settings'),
  consent: showing('consent'),
  'a diagnosis': async assistant => {
    seen(assistant);
    partOf(assistant, 'diagnose').click();
    await until(() => hasPart(assistant, 'check-again'), 'the checks are done');
  },
};

/** Says of each part on the screen whether the page's rule for it took effect. */
const styled = new Map<string, boolean>();

/** Some have two parts at once: each has a property of its own. */
const property = (part: string) =>
  ['turn', 'bubble', 'captions'].includes(part) ? 'scroll-margin-left' : 'scroll-margin-top';

function seen(assistant: VoiceAssistant): void {
  for (const part of partNames) {
    if (!hasPart(assistant, part)) continue;
    const value = getComputedStyle(partOf(assistant, part)).getPropertyValue(property(part));
    styled.set(part, value === `${partNames.indexOf(part) + 1}px`);
  }
}

let partNames: string[] = [];
let sheet: CSSStyleSheet;

describe('A page restyles everything', () => {
  before(async () => {
    const parts = (await declarations()).flatMap(({cssParts = []}) => cssParts.map(({name}) => name));
    partNames = [...new Set(parts)];
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      partNames
        .map((part, index) => `voice-assistant::part(${part}) { ${property(part)}: ${index + 1}px }`)
        .join('\n')
        // A colour that changes slowly would have to be waited for.
        .concat(
          'voice-assistant::part(talk), voice-assistant::part(mute), voice-assistant::part(hang-up), voice-assistant::part(waveform) { transition: none }',
        ),
    );
    document.adoptedStyleSheets.push(sheet);
  });

  after(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
  });

  for (const [name, moment] of Object.entries(moments)) {
    it(`reaches every part of ${name}`, async () => {
      const assistant = await moment();
      await doings[name]?.(assistant);
      seen(assistant);
      const missed = [...styled].filter(([, reached]) => !reached).map(([part]) => part);
      expect(missed).to.deep.equal([]);
      assistant.stop();
      for (const end of endings.splice(0)) end();
      restoreStubs();
    });
  }

  it('has reached every documented part by then', () => {
    // Where a page cannot choose the speaker there is no such field.
    const absent = 'setSinkId' in HTMLMediaElement.prototype ? [] : ['speaker'];
    expect(partNames.filter(part => !styled.has(part))).to.deep.equal(absent);
  });

  it('changes what it looks like by every custom property', async () => {
    const assistant = await assistantAt({phase: 'speaking', turns: talk});
    const idle = await assistantAt({}, {layout: 'inline'});
    const closed = await assistantWith();
    const lookOf = (widget: VoiceAssistant) => (part: string, what: string) => () =>
      getComputedStyle(partOf(widget, part)).getPropertyValue(what);
    const look = lookOf(assistant);
    const frameOf = (widget: VoiceAssistant) => widget.shadowRoot!.querySelector('.frame')!;
    const looks: Record<string, readonly [value: string, look: () => string]> = {
      '--voice-accent': ['rgb(1, 2, 3)', lookOf(idle)('talk', 'background-color')],
      '--voice-accent-text': ['rgb(2, 3, 4)', lookOf(idle)('talk', 'color')],
      '--voice-surface': ['rgb(3, 4, 5)', look('panel', 'background-color')],
      '--voice-surface-raised': ['rgb(4, 5, 6)', look('bubble-user', 'background-color')],
      '--voice-text': ['rgb(5, 6, 7)', look('panel', 'color')],
      '--voice-text-muted': ['rgb(6, 7, 8)', look('status', 'color')],
      '--voice-border': ['rgb(7, 8, 9)', look('panel', 'border-top-color')],
      '--voice-danger': ['rgb(8, 9, 10)', look('hang-up', 'background-color')],
      '--voice-radius': ['3px', look('panel', 'border-top-left-radius')],
      '--voice-font': ['17px / 20px monospace', look('title', 'font-family')],
      '--voice-font-family': ['cursive', look('title', 'font-family')],
      '--voice-font-size': ['19px', look('title', 'font-size')],
      '--voice-density': ['2', look('controls', 'gap')],
      '--voice-motion': ['0', look('panel', 'animation-duration')],
      '--voice-shadow': ['rgb(1, 2, 3) 1px 2px 3px 0px', look('panel', 'box-shadow')],
      '--voice-offset-x': ['33px', () => getComputedStyle(frameOf(closed)).right],
      '--voice-offset-y': ['34px', () => getComputedStyle(frameOf(closed)).bottom],
      '--voice-size': ['71px', lookOf(closed)('launcher', 'height')],
      '--voice-panel-width': ['333px', look('panel', 'width')],
      '--voice-panel-height': ['444px', look('panel', 'height')],
      '--voice-z-index': ['77', () => getComputedStyle(frameOf(closed)).zIndex],
      '--voice-gap': ['19px', () => getComputedStyle(voiceComposer()).paddingBottom],
      '--voice-waveform-color': ['rgb(9, 10, 11)', () => getComputedStyle(waveform()).borderTopColor],
      '--voice-accent-2': ['rgb(10, 11, 12)', () => getComputedStyle(waveform()).outlineColor],
    };
    const voiceComposer = () => assistant.shadowRoot!.querySelector('voice-composer')!;
    const waveform = () => partOf(assistant, 'waveform');
    // Those of pictures are told in other channels.
    const factors = [
      '--voice-font',
      '--voice-density',
      '--voice-motion',
      '--voice-waveform-color',
      '--voice-accent-2',
    ];
    const properties = (await declarations()).flatMap(({cssProperties = []}) => cssProperties);
    expect(Object.keys(looks)).to.have.members([...new Set(properties.map(({name}) => name))]);
    for (const [name, [value, look]] of Object.entries(looks)) {
      const before = look();
      for (const widget of [assistant, idle, closed]) widget.style.setProperty(name, value);
      expect(look(), name).not.to.equal(before);
      if (!factors.includes(name)) expect(look(), name).to.equal(value);
      for (const widget of [assistant, idle, closed]) widget.style.removeProperty(name);
    }
    assistant.stop();
  });
});
