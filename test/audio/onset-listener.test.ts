import {expect} from '@open-wc/testing';
import {OnsetListener} from '../../src/audio/onset-listener.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A listener for onsets', () => {
  const sounds: Sound[] = [];
  afterEach(() => {
    for (const sound of sounds.splice(0)) sound.stop();
    restoreStubs();
  });

  it('hears nothing, and fails nothing, where the browser does not take a rate', async () => {
    stub(
      globalThis,
      'AudioWorkletNode',
      class {
        readonly port = {postMessage: () => {}, onmessage: null};
      },
    );
    stub(AudioWorklet.prototype, 'addModule', () => Promise.resolve());
    let refused = 0;
    stub(
      globalThis,
      'MediaStreamAudioSourceNode',
      class {
        constructor() {
          refused++;
          throw new DOMException('Another sample rate', 'NotSupportedError');
        }
      },
    );
    sounds.push(new Sound(), new Sound());
    const [microphone, assistant] = sounds;
    const listener = new OnsetListener(() => expect.fail('told an onset'));
    listener.listen(microphone!.stream, assistant!.stream);
    await until(() => refused);
    expect(() => listener.listen(microphone!.stream, assistant!.stream)).not.to.throw();
    listener.close();
  });
});
