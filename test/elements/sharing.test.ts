import {expect} from '@open-wc/testing';
import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceCameraRequestEvent} from '../../src/events/sharing-requests.js';
import {assistantWith, hasPart, openPanel, partOf} from '../helpers/assistants.js';
import {Picture} from '../helpers/picture.js';
import {ShowingSession} from '../helpers/showing-session.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('Camera, screen and video in the panel', () => {
  let assistant: VoiceAssistant;
  let session: ShowingSession;
  const things: (Picture | Sound)[] = [];
  const make = <Thing extends Picture | Sound>(thing: Thing) => (things.push(thing), thing);

  beforeEach(async () => {
    const {mediaDevices} = navigator;
    stub(mediaDevices, 'getUserMedia', ({video}: MediaStreamConstraints) =>
      Promise.resolve(make(video ? new Picture() : new Sound()).stream),
    );
    stub(mediaDevices, 'getDisplayMedia', () => Promise.resolve(make(new Picture('blue')).stream));
    session = new ShowingSession();
    assistant = await assistantWith();
    Object.assign(assistant, {session, face: 'voice'});
    await openPanel(assistant);
  });

  afterEach(() => {
    assistant.stop();
    for (const thing of things.splice(0)) thing.stop();
    restoreStubs();
  });

  const start = async () => {
    await assistant.start();
    await until(() => !session.capabilities.camera || hasPart(assistant, 'camera'), 'there are buttons');
  };
  const shadow = () => assistant.shadowRoot!;
  const isLive = () => shadow().querySelector('voice-video')?.hasAttribute('live') ?? false;
  const orb = () => shadow().querySelector('.stage voice-waveform')!;
  const isOrbSeen = () => orb().getClientRects().length > 0;
  const name = (part: string) => {
    const button = partOf(assistant, part);
    return button.textContent.trim() || button.title;
  };

  it('has no buttons where the backend takes neither', async () => {
    session.capabilities = {...session.capabilities, camera: false, screen: false};
    await start();
    await assistant.updateComplete;
    expect([hasPart(assistant, 'camera'), hasPart(assistant, 'screen')]).to.deep.equal([false, false]);
  });

  it('has the button of the one that it takes', async () => {
    session.capabilities = {...session.capabilities, screen: false};
    await start();
    expect([hasPart(assistant, 'camera'), hasPart(assistant, 'screen')]).to.deep.equal([true, false]);
    session.says({type: 'capabilities-changed', capabilities: {...session.capabilities, screen: true}});
    await until(() => hasPart(assistant, 'screen'), 'the other one is there');
  });

  it('is left by the focus with its button in the dock: a second press does nothing', async () => {
    await start();
    await Promise.all([assistant.startCamera(), assistant.startScreenShare()]);
    assistant.hide();
    await until(() => hasPart(assistant, 'dock') && hasPart(assistant, 'camera'), 'the dock has the buttons');
    const screen = partOf(assistant, 'screen');
    partOf(assistant, 'camera').focus();
    partOf(assistant, 'camera').click();
    await until(() => !hasPart(assistant, 'camera'), 'the button is gone');
    expect(partOf(assistant, 'screen')).to.equal(screen);
    const {activeElement} = screen.getRootNode() as ShadowRoot;
    expect(activeElement).to.equal(partOf(assistant, 'controls'));
    expect(assistant.snapshot.screen).to.equal('on');
  });

  it('opens the camera with a press, mirrors it, and ends it with the next', async () => {
    await start();
    expect(name('camera')).to.equal('Turn on camera');
    partOf(assistant, 'camera').click();
    await until(() => assistant.snapshot.camera === 'on', 'the camera is on');
    await until(() => hasPart(assistant, 'preview'), 'there is a preview');
    const preview = partOf<HTMLVideoElement>(assistant, 'preview');
    await until(() => preview.videoWidth, 'the person sees themselves');
    expect(preview.muted).to.equal(true);
    expect(preview.getAttribute('aria-label')).to.equal('Your camera');
    expect(getComputedStyle(preview).transform).to.match(/matrix\(-1,/);
    expect(isOrbSeen()).to.equal(true);
    expect(name('camera')).to.equal('Turn off camera');
    partOf(assistant, 'camera').click();
    await until(() => !hasPart(assistant, 'preview'), 'the preview is gone');
    expect(session.sent.camera).to.equal(null);
  });

  it('shares the screen with a press', async () => {
    await start();
    partOf(assistant, 'screen').click();
    await until(() => assistant.snapshot.screen === 'on', 'it is shared');
    await until(() => name('screen') === 'Stop sharing', 'the button says so');
    expect(hasPart(assistant, 'preview')).to.equal(false);
    partOf(assistant, 'screen').click();
    await until(() => !assistant.snapshot.screen, 'it is not shared');
  });

  it('asks the page first', async () => {
    await start();
    const asked: boolean[] = [];
    const refuse = (event: VoiceCameraRequestEvent) => {
      asked.push(event.on);
      event.preventDefault();
    };
    assistant.addEventListener('voice-camera-request', refuse);
    partOf(assistant, 'camera').click();
    await assistant.updateComplete;
    expect(asked).to.deep.equal([true]);
    expect(assistant.snapshot.camera).to.equal(undefined);
  });

  it('keeps what is on in sight in writing and in the dock, and what is off out of it', async () => {
    await start();
    await assistant.startCamera();
    assistant.shownFace = 'text';
    await until(() => shadow().querySelector('.bar voice-controls'), 'the text face shows');
    await until(() => hasPart(assistant, 'camera'), 'the camera is seen to be on');
    expect(hasPart(assistant, 'screen')).to.equal(false);
    assistant.hide();
    await until(() => shadow().querySelector('.dock voice-controls'), 'the dock shows');
    await until(() => hasPart(assistant, 'camera'), 'the camera is seen to be on');
    expect(name('camera')).to.equal('Turn off camera');
    partOf(assistant, 'camera').click();
    await until(() => !assistant.snapshot.camera, 'the camera is off');
    await until(() => !hasPart(assistant, 'camera'), 'its button is gone');
  });

  it('says in one sentence that the camera is blocked, in the words of the page, and goes on', async () => {
    assistant.strings = {'error-camera-denied': 'No camera.'};
    await start();
    stub(navigator.mediaDevices, 'getUserMedia', () =>
      Promise.reject(new DOMException('No', 'NotAllowedError')),
    );
    partOf(assistant, 'camera').click();
    await until(() => hasPart(assistant, 'error'), 'there is a notice');
    expect(partOf(assistant, 'error').textContent.trim()).to.equal('No camera.');
    expect(assistant.snapshot.phase).to.equal('listening');
  });

  it('ends camera and screen with the element', async () => {
    await start();
    await Promise.all([assistant.startCamera(), assistant.startScreenShare()]);
    const tracks = things.map(({track}) => track);
    assistant.remove();
    await until(() => tracks.every(({readyState}) => readyState === 'ended'), 'the tracks are ended');
  });

  it('shows the assistant in the place of the orb from its first frame on, until it ends', async () => {
    await start();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    session.says({type: 'video', stream: canvas.captureStream(0)}); // Nothing is drawn.
    await until(() => hasPart(assistant, 'video'), 'there is a video');
    expect([isLive(), isOrbSeen()]).to.deep.equal([false, true]);
    session.says({type: 'video', stream: make(new Picture()).stream});
    await until(isLive, 'it is seen');
    // Small, in a corner: how the call stands is seen by it.
    expect([orb().clientWidth, getComputedStyle(orb()).position]).to.deep.equal([48, 'absolute']);
    const video = partOf<HTMLVideoElement>(assistant, 'video');
    expect([video.muted, video.getAttribute('aria-label')]).to.deep.equal([true, 'Video of Vera']);
    expect(getComputedStyle(video).objectFit).to.equal('cover');
    session.says({type: 'video', stream: null});
    await until(() => !hasPart(assistant, 'video'), 'the video is gone');
    await until(() => orb().clientWidth > 100, 'the orb is there');
  });

  it('has the video come as large as it is shown, and not at all while it is out of sight', async () => {
    await start();
    session.says({type: 'video', stream: make(new Picture()).stream});
    await until(isLive, 'it is seen');
    const now = () => session.watched.at(-1);
    await until(now, 'its size is told');
    expect(now()!.width).to.be.within(200, 1_000 * devicePixelRatio);
    assistant.hide();
    await until(() => now() === null, 'it is told to be out of sight');
    assistant.show();
    await until(now, 'it is in sight');
    assistant.shownFace = 'text';
    await until(() => now() === null, 'it is out of sight in writing');
  });
});
