import {expect} from '@open-wc/testing';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import {warnOfFailedStart} from '../../src/conversation/warn-of-failed-start.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {FakeSession} from '../helpers/fake-session.js';
import {rejection} from '../helpers/rejection.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('The console of a developer', () => {
  let warnings: string[];
  let conversation: VoiceConversation | null = null;
  beforeEach(() => {
    warnings = [];
    stub(console, 'warn', (text: string) => warnings.push(text));
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(new Sound().stream));
  });
  afterEach(() => {
    conversation?.stop();
    restoreStubs();
  });

  const error = new VoiceError('token-status', {
    status: 403,
    detail: 'origin_refused',
    cause: new Error('https://a.example/?secret'),
  });

  it('says why a call does not start, once for each start', async () => {
    const session = new FakeSession();
    session.openings[0] = error;
    conversation = new VoiceConversation({session}, {audio: new Audio()});
    await rejection(conversation.start());
    await until(() => warnings.length, 'it is told');
    conversation.mute();
    await rejection(conversation.start());
    await until(() => warnings.length > 1, 'it is told again');
    const said =
      '<voice-assistant>: the call did not start: token-status, 403, origin_refused. Your endpoint: see error.status. See docs/troubleshooting.md.';
    expect(warnings).to.deep.equal([said, said]);
  });

  it('says nothing of a call that fails later', async () => {
    const session = new FakeSession();
    conversation = new VoiceConversation({session}, {audio: new Audio()});
    await conversation.start();
    session.says({type: 'session-failed', error: new VoiceError('session-expired')});
    await until(() => conversation!.snapshot.phase === 'failed', 'the call has failed');
    session.openings[0] = error;
    await rejection(conversation.start());
    await until(() => warnings.length, 'a start is told of');
    expect(warnings.join()).not.to.contain('session-expired');
  });

  for (const host of ['localhost', 'shop.localhost', '127.0.0.1', '[::1]'])
    it(`is that of ${host}`, () => {
      warnOfFailedStart(error, false, host);
      expect(warnings).to.have.length(1);
    });

  for (const host of ['shop.example', 'localhost.example', 'my-localhost', '127.0.0.1.example'])
    it(`is that of ${host} only with debug`, () => {
      warnOfFailedStart(error, false, host);
      expect(warnings).to.have.length(0);
      warnOfFailedStart(error, true, host);
      expect(warnings).to.have.length(1);
    });
});
