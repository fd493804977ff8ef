import {deviceAliases, forbiddenByPolicy, microphonePermission} from '../../audio/microphone.js';
import {VoiceError} from '../../state/voice-error.js';
import {testMicrophone} from '../device-tests.js';
import {insecurePage, type Check} from './check.js';

/** Whether the person allowed the microphone. No prompt is shown. */
export const checkPermission: Check = async () => {
  // A browser calls it denied there; but no setting of the site can change it.
  if (globalThis.isSecureContext === false) return insecurePage;
  // A browser calls that denied, too; but no person can change it.
  if (forbiddenByPolicy()) return {code: 'mic-policy'};
  switch ((await microphonePermission())?.state) {
    case 'granted':
      return {code: 'mic-allowed'};
    case 'denied':
      return {code: 'mic-denied'};
    case 'prompt':
      return {code: 'mic-unasked'};
    default:
      return {code: 'not-checked'};
  }
};

/** Whether there is a microphone, and whether it opens where it is allowed to. */
export const checkDevices: Check = async ({settings, calling, local}, signal) => {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.enumerateDevices) return {code: 'not-checked'};
  const found = await devices.enumerateDevices();
  const detail = `microphones: ${count(found, 'audioinput')}, speakers: ${count(found, 'audiooutput')}`;
  if (!count(found, 'audioinput')) return {code: 'mic-missing', detail};
  // Before the person has agreed, no microphone opens.
  if (calling || local || (await microphonePermission())?.state !== 'granted')
    return {code: 'mic-found', detail: `${detail}; not opened`};
  try {
    const microphone = await testMicrophone(settings.inputDevice ?? '', signal);
    microphone.end();
    return {code: 'mic-found', detail: `${detail}; opened`};
  } catch (error) {
    signal.throwIfAborted();
    return {code: VoiceError.from(error).code, detail};
  }
};

function count(devices: readonly MediaDeviceInfo[], wanted: MediaDeviceKind): number {
  return devices.filter(({kind, deviceId}) => kind === wanted && !deviceAliases.includes(deviceId)).length;
}
