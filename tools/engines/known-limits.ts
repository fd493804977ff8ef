import type {Engine} from './launchers.js';

/** Tests, by file and name, that an engine as Debian ships it cannot pass, and why. */
type KnownLimits = readonly (readonly [tests: RegExp, reason: string])[];

const noMicrophone = 'no microphone can be given to it';
const noWebRTC = 'built without WebRTC';
const noSpeakerChoice = 'a page cannot choose the speaker';

const knownLimits: Readonly<Partial<Record<Engine, KnownLimits>>> = {
  webkit: [
    [/audio\/microphone\.test/, noMicrophone],
    [
      /audio\/level-meter\.test|The levels of a conversation|A level meter with several viewers/,
      noMicrophone,
    ],
    [/rejects a start that fails with a typed error/, noMicrophone],
    [/test the microphone outside a call/, noMicrophone],
    [/wait for the microphone before anything is said/, noMicrophone],
    [/ends with its page \(|A backend that is not there/, noMicrophone],
    [/transports\/webrtc\.test|conversation\/diagnose\.test|pipecat\/exchange-offer\.test/, noWebRTC],
    [/sets WebRTC going|does so once, however often/, noWebRTC],
    [/audio\/devices\.test|conversation\/devices\.test/, noSpeakerChoice],
    [/offer the devices by their names|take a choice over at once/, noSpeakerChoice],
    [/stays fluid with many turns/, 'its layout is slower'],
    [/has sharp edges, whatever the pixels/, 'it measures a zoomed element in its own pixels'],
  ],
};

/** Why a test may fail in this engine, or undefined where it must not. */
export function knownLimit(engine: Engine, test: string): string | undefined {
  return knownLimits[engine]?.find(([tests]) => tests.test(test))?.[1];
}
