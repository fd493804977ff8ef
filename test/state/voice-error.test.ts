import {expect} from '@open-wc/testing';
import {errorKinds, VoiceError, type VoiceErrorCode} from '../../src/state/voice-error.js';

const fatalCodes: readonly VoiceErrorCode[] = [
  'mic-denied',
  'mic-missing',
  'mic-busy',
  'mic-policy',
  'insecure-context',
  'unsupported',
  'token-config',
  'token-network',
  'token-status',
  'token-shape',
  'token-secret',
  'connect-network',
  'connect-status',
  'connect-answer',
  'connect-timeout',
  'connection-lost',
  'session-expired',
  'internal',
];
const noticeCodes: readonly VoiceErrorCode[] = [
  'playback-blocked',
  'response-failed',
  'tool-failed',
  'too-large',
  'protocol',
];
const hopeless: readonly VoiceErrorCode[] = [
  'mic-policy',
  'insecure-context',
  'unsupported',
  'token-config',
  'token-secret',
];

describe('VoiceError', () => {
  it('has every code of the public contract and no other', () => {
    expect(Object.keys(errorKinds)).to.have.members([...fatalCodes, ...noticeCodes]);
  });

  for (const code of Object.keys(errorKinds) as VoiceErrorCode[]) {
    it(`tells person and developer what ${code} means, and whether trying again can help`, () => {
      const error = new VoiceError(code);
      expect(error).to.be.instanceOf(Error);
      expect(error.code).to.equal(code);
      expect(error.name).to.equal('VoiceError');
      expect(error.message).to.match(/^[A-Z].+[.?]$/);
      expect(error.help).to.match(/^\S.+\.$/);
      expect(error.help).not.to.equal(error.message);
      expect(error.severity).to.equal(noticeCodes.includes(code) ? 'notice' : 'fatal');
      expect(error.recoverable).to.equal(!hopeless.includes(code));
    });
  }

  it('carries what is known beside the code', () => {
    const cause = new TypeError('inner');
    const error = new VoiceError('token-status', {status: 429, retryAfter: 7, detail: 'slow_down', cause});
    expect(error).to.include({status: 429, retryAfter: 7, detail: 'slow_down', cause});
  });

  it('takes anything thrown: itself as it is, the rest as internal with its cause', () => {
    const error = new VoiceError('mic-busy');
    expect(VoiceError.from(error)).to.equal(error);
    for (const thrown of [new TypeError('x'), 'text', null, undefined, 7]) {
      const wrapped = VoiceError.from(thrown);
      expect(wrapped.code).to.equal('internal');
      expect(wrapped.cause).to.equal(thrown);
    }
  });
});
