import {expect} from '@open-wc/testing';
import {VoiceError, type VoiceErrorCode} from '../../src/state/voice-error.js';

/** What a promise rejects with; a promise that resolves fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return expect.fail('resolved, but was expected to reject');
}

/** The VoiceError that a promise rejects with, of that code. */
export async function voiceError(promise: Promise<unknown>, code: VoiceErrorCode): Promise<VoiceError> {
  const error = await rejection(promise);
  expect(error).to.be.instanceOf(VoiceError);
  expect((error as VoiceError).code).to.equal(code);
  return error as VoiceError;
}
