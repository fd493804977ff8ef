import {expect} from '@open-wc/testing';
import type {ConversationSettings} from '../../src/conversation/conversation-settings.js';
import {VoiceConversation} from '../../src/conversation/conversation.js';
import type {DiagnosisName, DiagnosisReport} from '../../src/state/diagnosis.js';
import {Clock} from '../helpers/clock.js';
import {FakeSession} from '../helpers/fake-session.js';
import {Sound} from '../helpers/sound.js';
import {never, restoreStubs, stub, stubFetch} from '../helpers/stub.js';

const token = 'ek_never_shown_0123456789';
/** The endpoint gives a token, and the realtime server does not like an offer that is none. */
const answer = ({url}: {url: string}) =>
  url.startsWith('/token') ? Response.json({value: token}) : Response.json({}, {status: 400});
const options = {tokenEndpoint: '/token', realtimeUrl: '/v1/realtime/calls'};

const microphone = (label = 'Secret headset') => ({kind: 'audioinput', deviceId: 'one', groupId: '', label});

function permissionIs(state: PermissionState | null): void {
  stub(navigator.permissions, 'query', () =>
    state ? Promise.resolve({state}) : Promise.reject(new TypeError('microphone')),
  );
}

/** A page on which everything is well. */
function everythingWell(): void {
  stubFetch(answer);
  permissionIs('prompt');
  stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.resolve([microphone()]));
  stub(HTMLMediaElement.prototype, 'play', () => Promise.resolve());
}

const diagnose = (own: ConversationSettings = options) =>
  new VoiceConversation(own, {audio: new Audio()}).diagnose();

const found = (report: DiagnosisReport, name: DiagnosisName) =>
  report.checks.find(check => check.name === name)!;

describe('a diagnosis', () => {
  beforeEach(everythingWell);
  afterEach(restoreStubs);

  it('finds everything in order', async () => {
    permissionIs('granted');
    const sound = new Sound();
    stub(navigator.mediaDevices, 'getUserMedia', () => Promise.resolve(sound.stream));
    const report = await diagnose();
    expect(report.checks.map(({name, result, code}) => `${name} ${result} ${code}`)).to.deep.equal([
      'secure-context pass page-secure',
      'policy pass page-allowed',
      'permission pass mic-allowed',
      'devices pass mic-found',
      'webrtc pass browser-able',
      'codec pass codec-found',
      'playback pass sound-plays',
      'endpoint pass token-received',
      'network pass network-open',
    ]);
    expect(report.ok).to.equal(true);
    expect(sound.track.readyState).to.equal('ended');
  });

  it('has a sentence for the person and one for the developer to each', async () => {
    for (const {message, help} of (await diagnose()).checks) {
      expect(message).to.match(/^[A-Z]/);
      expect(help).to.have.length.above(10);
    }
  });

  it('looks at the default server where the address is empty, not at the page', async () => {
    const asked = stubFetch(answer);
    await diagnose({tokenEndpoint: '/token', realtimeUrl: ''});
    const hosts = asked.map(({url}) => new URL(url, location.href).host);
    expect(hosts.sort()).to.deep.equal(['api.openai.com', location.host].sort());
  });

  it('speaks the language it is given', async () => {
    const conversation = new VoiceConversation(options, {audio: new Audio()});
    const report = await conversation.diagnose({
      'diagnosis-page-secure': 'Alles sicher.',
      'error-mic-missing': 'Kein Mikrofon.',
    });
    expect(found(report, 'secure-context').message).to.equal('Alles sicher.');
    expect(report.text).to.contain('Alles sicher.');
  });

  it('never opens a microphone that was not allowed yet', async () => {
    let opened = 0;
    stub(navigator.mediaDevices, 'getUserMedia', () => {
      opened++;
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    for (const state of ['prompt', 'denied', null] as const) {
      permissionIs(state);
      const report = await diagnose();
      expect(found(report, 'devices').code).to.equal('mic-found');
    }
    expect(opened).to.equal(0);
  });

  it('says what became of the permission', async () => {
    permissionIs('denied');
    const denied = await diagnose();
    expect(found(denied, 'permission')).to.include({result: 'fail', code: 'mic-denied'});
    expect(denied.ok).to.equal(false);
    permissionIs('prompt');
    expect(found(await diagnose(), 'permission')).to.include({result: 'unknown', code: 'mic-unasked'});
    permissionIs(null);
    expect(found(await diagnose(), 'permission')).to.include({result: 'unknown', code: 'not-checked'});
  });

  it('says that a frame or a header forbids the microphone, and not that the person did', async () => {
    permissionIs('denied');
    stub(document, 'featurePolicy' as never, {allowsFeature: () => false});
    const report = await diagnose();
    expect(found(report, 'policy').code).to.equal('mic-policy');
    expect(found(report, 'permission').code).to.equal('mic-policy');
  });

  it('lays nothing but the missing encryption to an insecure page', async () => {
    // As browsers have it there.
    permissionIs('denied');
    stub(globalThis, 'isSecureContext', false);
    const report = await diagnose();
    expect(found(report, 'secure-context')).to.include({result: 'fail', code: 'insecure-context'});
    for (const name of ['policy', 'permission'] as const)
      expect(found(report, name)).to.include({result: 'unknown', code: 'not-checked'});
  });

  it('says that there is no microphone, or that it does not open', async () => {
    permissionIs('granted');
    stub(navigator.mediaDevices, 'getUserMedia', () =>
      Promise.reject(new DOMException('', 'NotReadableError')),
    );
    expect(found(await diagnose(), 'devices')).to.include({result: 'fail', code: 'mic-busy'});
    stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.resolve([]));
    expect(found(await diagnose(), 'devices')).to.include({result: 'fail', code: 'mic-missing'});
  });

  it('leaves the microphone of a call alone', async () => {
    permissionIs('granted');
    const sound = new Sound();
    let opened = 0;
    stub(navigator.mediaDevices, 'getUserMedia', () => {
      opened++;
      return Promise.resolve(sound.stream);
    });
    const conversation = new VoiceConversation({session: new FakeSession()}, {audio: new Audio()});
    await conversation.start();
    const report = await conversation.diagnose();
    expect(opened).to.equal(1);
    expect(found(report, 'devices').code).to.equal('mic-found');
    expect(sound.track.readyState).to.equal('live');
    conversation.stop();
  });

  it('does not look for a server where the page brings a session of its own', async () => {
    const asked = stubFetch(new TypeError('Failed to fetch'));
    const report = await diagnose({session: new FakeSession()});
    for (const name of ['webrtc', 'codec', 'endpoint', 'network'] as const)
      expect(found(report, name)).to.include({result: 'unknown', code: 'not-checked'});
    expect(asked).to.have.length(0);
  });

  it('asks the endpoint for real, and says what it answered', async () => {
    const asked = stubFetch(request =>
      request.url === '/token' ? new Response('', {status: 403}) : answer(request),
    );
    const report = await diagnose();
    expect(asked.find(({url}) => url === '/token')!.method).to.equal('POST');
    expect(found(report, 'endpoint')).to.include({result: 'fail', code: 'token-status'});
    expect(found(report, 'endpoint').help).to.contain('403');
    expect(found(await diagnose({}), 'endpoint').code).to.equal('token-config');
    stubFetch(new Response(JSON.stringify({value: 'sk-proj-0123456789'})));
    expect(found(await diagnose(), 'endpoint').code).to.equal('token-secret');
  });

  it('says that the realtime host cannot be reached', async () => {
    stubFetch(request => {
      if (request.url === '/token') return answer(request);
      throw new TypeError('Failed to fetch');
    });
    expect(found(await diagnose(), 'network')).to.include({result: 'fail', code: 'connect-network'});
  });

  it('says that the network lets no UDP through', async () => {
    const Real = RTCPeerConnection;
    class Walled extends Real {
      override setLocalDescription(): Promise<void> {
        const end = new Event('icecandidate') as RTCPeerConnectionIceEvent;
        this.onicecandidate?.(Object.defineProperty(end, 'candidate', {value: null}));
        return Promise.resolve();
      }
    }
    stub(globalThis, 'RTCPeerConnection', Walled);
    expect(found(await diagnose(), 'network')).to.include({result: 'fail', code: 'udp-blocked'});
  });

  it('says that the browser has no WebRTC, or no Opus', async () => {
    stub(globalThis, 'RTCPeerConnection', undefined);
    stub(RTCRtpReceiver, 'getCapabilities', () => ({
      codecs: [{mimeType: 'audio/PCMU'}],
      headerExtensions: [],
    }));
    const report = await diagnose();
    expect(found(report, 'webrtc')).to.include({result: 'fail', code: 'unsupported'});
    expect(found(report, 'codec')).to.include({result: 'fail', code: 'unsupported'});
    expect(found(report, 'network').code).to.equal('not-checked');
  });

  it('says that the sound is blocked', async () => {
    stub(HTMLMediaElement.prototype, 'play', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    expect(found(await diagnose(), 'playback')).to.include({result: 'fail', code: 'playback-blocked'});
  });

  it('shows no token, no device name and no exception', async () => {
    stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.reject(new Error('Secret cause')));
    const first = await diagnose({...options, tokenEndpoint: '/token?secret=query'});
    everythingWell();
    const second = await diagnose({getToken: () => Promise.reject(new Error(`Secret ${token}`))});
    for (const report of [first, second, await diagnose()]) {
      expect(JSON.stringify(report)).not.to.match(/ek_|secret/i);
      expect(report.text).to.contain(location.origin).and.to.contain('secure-context: page-secure');
    }
  });

  it('takes less than ten seconds, whatever hangs', async () => {
    const hangs = () => new Promise<never>(() => {});
    permissionIs('granted');
    stubFetch(never);
    stub(navigator.mediaDevices, 'getUserMedia', hangs);
    stub(HTMLMediaElement.prototype, 'play', hangs);
    stub(RTCPeerConnection.prototype, 'setLocalDescription', hangs);
    const clock = new Clock();
    const diagnosed = diagnose();
    await clock.armed(3_000); // The first limit.
    await clock.pass(9_999);
    const report = await diagnosed;
    const codes = (['devices', 'playback', 'endpoint', 'network'] as const).map(
      name => found(report, name).code,
    );
    expect(codes).to.deep.equal(['mic-busy', 'not-checked', 'token-network', 'connect-network']);
  });
});
