import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {Snapshot} from '../../src/state/snapshot.js';
import {impossibilities} from '../helpers/invariants.js';
import {Picture} from '../helpers/picture.js';
import {rejection, voiceError} from '../helpers/rejection.js';
import {ShowingSession} from '../helpers/showing-session.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

/** An element that plays nothing. */
function silentPlayer(): HTMLAudioElement {
  const audio = new Audio();
  stub(audio, 'play', () => Promise.resolve());
  return audio;
}

const refusal = (name: string) => () => Promise.reject(new DOMException('No', name));

for (const [source, start, stop, query] of [
  ['camera', 'startCamera', 'stopCamera', 'getUserMedia'],
  ['screen', 'startScreenShare', 'stopScreenShare', 'getDisplayMedia'],
] as const)
  describe(`The ${source} in a call`, () => {
    let session: ShowingSession;
    let conversation: VoiceConversation;
    let pictures: Picture[];
    let sounds: Sound[];
    let states: (string | undefined)[];
    /** What the browser answers to the next question. */
    let answer: () => Promise<MediaStream>;
    let asked: MediaStreamConstraints[];

    const snapshot = (): Snapshot => conversation.snapshot;
    const track = () => pictures.at(-1)!.track;
    const open = () => {
      pictures.push(new Picture());
      return Promise.resolve(pictures.at(-1)!.stream);
    };

    beforeEach(async () => {
      [pictures, sounds, states, asked] = [[], [], [], []];
      answer = open;
      const {mediaDevices} = navigator;
      stub(mediaDevices, 'getUserMedia', (constraints?: MediaStreamConstraints) => {
        if (!constraints?.video) {
          sounds.push(new Sound());
          return Promise.resolve(sounds.at(-1)!.stream);
        }
        asked.push(constraints);
        return answer();
      });
      stub(mediaDevices, 'getDisplayMedia', (constraints: MediaStreamConstraints) => {
        asked.push(constraints);
        return answer();
      });
      session = new ShowingSession();
      conversation = new VoiceConversation({session}, {audio: silentPlayer()});
      conversation.subscribe((now, before) => {
        if (now[source] !== before[source]) states.push(now[source]);
        expect(impossibilities(now)).to.deep.equal([]);
      });
      await conversation.start();
    });

    afterEach(() => {
      conversation.stop();
      for (const thing of [...pictures, ...sounds]) thing.stop();
      restoreStubs();
    });

    it('is opened by nothing but its method, sent, and ended by the other', async () => {
      expect(asked).to.deep.equal([]);
      await conversation[start]();
      expect(session.sent[source]).to.equal(track());
      expect(states).to.deep.equal(['opening', 'on']);
      expect(Boolean(snapshot().preview)).to.equal(source === 'camera');
      conversation[stop]();
      expect(track().readyState).to.equal('ended');
      await until(() => session.sent[source] === null, 'nothing is sent');
      expect(states).to.deep.equal(['opening', 'on', undefined]);
      expect(snapshot().preview).to.equal(undefined);
    });

    it('is asked for in pictures alone, and once', async () => {
      await Promise.all([conversation[start](), conversation[start]()]);
      expect(asked.length).to.equal(1);
      expect(asked[0]!.video).not.to.equal(undefined);
      expect(asked[0]!.audio || false).to.equal(false);
    });

    it('can be opened again after it was off', async () => {
      await conversation[start]();
      conversation[stop]();
      await until(() => snapshot()[source] === undefined, 'it is off');
      await conversation[start]();
      expect(session.sent[source]).to.equal(track());
      expect(track().readyState).to.equal('live');
    });

    for (const [what, end] of [
      ['hung up', () => conversation.stop()],
      ['ended by the other side', () => session.says({type: 'session-ended', reason: 'remote'})],
      ['failed', () => session.says({type: 'session-failed', error: new Error('No') as never})],
      ['left with the page', () => dispatchEvent(new Event('pagehide'))],
    ] as const)
      it(`ends as the call is ${what}`, async () => {
        await conversation[start]();
        end();
        expect(track().readyState).to.equal('ended');
        expect(snapshot()[source]).to.equal(undefined);
      });

    it('does not stay open where the call ended while the browser asked', async () => {
      let allow = (): void => {};
      answer = () => new Promise(resolve => (allow = () => void open().then(resolve)));
      const started = rejection(conversation[start]());
      await until(() => asked.length, 'the browser asks');
      conversation.stop();
      allow();
      expect(((await started) as DOMException).name).to.equal('AbortError');
      await until(() => track().readyState === 'ended', 'the late track is ended');
    });

    it('does not stay open where it was stopped while the browser asked', async () => {
      let allow = (): void => {};
      answer = () => new Promise(resolve => (allow = () => void open().then(resolve)));
      const started = rejection(conversation[start]());
      await until(() => snapshot()[source] === 'opening', 'it is opening');
      await until(() => asked.length, 'the browser asks');
      conversation[stop]();
      allow();
      expect(((await started) as DOMException).name).to.equal('AbortError');
      await until(() => track().readyState === 'ended', 'the late track is ended');
      expect([snapshot()[source], snapshot().error]).to.deep.equal([undefined, null]);
    });

    const refusals = [
      ['NotAllowedError', `${source}-denied`],
      ['NotFoundError', source === 'camera' ? 'camera-missing' : 'screen-failed'],
      ['NotReadableError', `${source}-failed`],
    ] as const;
    for (const [name, code] of refusals)
      it(`is told of as ${code}, and the call goes on, where the browser says ${name}`, async () => {
        answer = refusal(name);
        const error = await voiceError(conversation[start](), code);
        expect(snapshot()).to.include({phase: 'listening', error, [source]: undefined});
        expect(error.severity).to.equal('notice');
        answer = open;
        await conversation[start]();
        expect(snapshot().error).to.equal(null);
      });

    it('is told of where the browser has none to offer', async () => {
      restoreStubs();
      Object.defineProperty(navigator.mediaDevices, query, {value: undefined, configurable: true});
      try {
        await voiceError(conversation[start](), `${source}-failed`);
      } finally {
        delete (navigator.mediaDevices as Partial<MediaDevices>)[query];
      }
    });

    it('ends, and is told of, where the server does not take it', async () => {
      session.refuses = new Error('Insufficient permissions');
      await voiceError(conversation[start](), source === 'camera' ? 'camera-lost' : 'screen-failed');
      expect(track().readyState).to.equal('ended');
      expect(snapshot()[source]).to.equal(undefined);
    });

    it('follows a track that ends by itself', async () => {
      await conversation[start]();
      track().stop(); // No event comes of that, but from the browser.
      track().dispatchEvent(new Event('ended'));
      await until(() => session.sent[source] === null, 'nothing is sent');
      expect(snapshot()[source]).to.equal(undefined);
      // Who pressed “Stop sharing” need not be told.
      expect(snapshot().error?.code).to.equal(source === 'camera' ? 'camera-lost' : undefined);
    });

    it('is sent again over the session that takes the place of a lost one', async () => {
      await conversation[start]();
      session.lose();
      expect(snapshot()).to.include({phase: 'reconnecting', [source]: 'opening'});
      const times = () => session.given.filter(given => given === track()).length;
      await until(() => times() === 2, 'it is sent again');
      await until(() => snapshot()[source] === 'on', 'it is on');
      expect([asked.length, track().readyState]).to.deep.equal([1, 'live']);
    });

    it('ends where the session in the place of a lost one does not take it', async () => {
      await conversation[start]();
      session.capabilities = {...session.capabilities, [source]: false};
      session.lose();
      await until(() => snapshot()[source] === undefined, 'it is off');
      expect(track().readyState).to.equal('ended');
      await until(() => snapshot().phase === 'listening', 'the call goes on');
    });

    it('ends where the host takes back that it can be sent', async () => {
      await conversation[start]();
      const capabilities = {...session.capabilities, [source]: false};
      session.says({type: 'capabilities-changed', capabilities});
      expect(track().readyState).to.equal('ended');
      expect(snapshot()[source]).to.equal(undefined);
    });

    it('is refused without a question where no call takes it', async () => {
      session.says({
        type: 'capabilities-changed',
        capabilities: {...session.capabilities, [source]: false},
      });
      await voiceError(conversation[start](), 'unsupported');
      conversation.stop();
      await voiceError(conversation[start](), 'unsupported');
      expect(asked).to.deep.equal([]);
    });
  });

describe('Video of the assistant', () => {
  it('is told how large it is shown', async () => {
    const session = new ShowingSession();
    const sound = new Sound();
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    const conversation = new VoiceConversation({session}, {audio: silentPlayer()});
    conversation.watchVideo({width: 1, height: 1}); // There is no call.
    await conversation.start();
    conversation.watchVideo({width: 640, height: 480});
    conversation.watchVideo(null);
    expect(session.watched).to.deep.equal([{width: 640, height: 480}, null]);
    conversation.stop();
    sound.stop();
    restoreStubs();
  });
});
