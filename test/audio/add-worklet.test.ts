import {expect} from '@open-wc/testing';
import {addWorklet, missingWorkletHelp, onsetWorklet, pcmWorklet} from '../../src/audio/add-worklet.js';
import {restoreStubs, stub} from '../helpers/stub.js';

describe('The file for the audio thread', () => {
  let context: AudioContext;
  let asked: string[];
  let warnings: string[];
  /** Whether the browser finds a file at this address. */
  let exists: (url: URL) => boolean;

  beforeEach(() => {
    context = new AudioContext();
    asked = [];
    warnings = [];
    exists = () => true;
    stub(console, 'warn', (text: string) => void warnings.push(text));
    stub(AudioWorklet.prototype, 'addModule', async (address: string | URL) => {
      const url = new URL(address, document.baseURI);
      asked.push(url.pathname);
      if (!exists(url)) throw new DOMException('Unable to load a worklet’s module.', 'AbortError');
    });
  });
  afterEach(async () => {
    restoreStubs();
    if (context.state !== 'closed') await context.close();
  });

  for (const worklet of [pcmWorklet, onsetWorklet]) {
    it(`${worklet.name} is looked for beside the script`, async () => {
      await addWorklet(context, worklet);
      expect(asked).to.deep.equal([`/src/audio/worklets/${worklet.name}`]);
    });

    it(`${worklet.name} tells its own address where a bundle has it elsewhere, and does nothing else`, async () => {
      const {url} = await worklet.chunk();
      expect(new URL(url).pathname).to.match(/onset-worklet|pcm-worklet/);
      const chunk = () => Promise.resolve({url: 'https://shop.example/assets/chunk-1.js'});
      exists = ({host}) => host === 'shop.example';
      await addWorklet(context, {...worklet, chunk});
      expect(asked).to.deep.equal([`/src/audio/worklets/${worklet.name}`, '/assets/chunk-1.js']);
      expect(warnings).to.deep.equal([]);
    });
  }

  it('is looked for in the folder that the page names, and nowhere else', async () => {
    for (const folder of ['/sound', '/sound/', `${location.origin}/sound`])
      await addWorklet(context, pcmWorklet, folder);
    expect(asked).to.deep.equal(Array(3).fill('/sound/pcm-worklet.js'));
    exists = () => false;
    expect(await refused(addWorklet(context, pcmWorklet, '/nothing'))).to.equal('AbortError');
    expect(asked.slice(3)).to.deep.equal(['/nothing/pcm-worklet.js']);
  });

  it('is not looked for beside the script again once it was found as a chunk', async () => {
    const found = {...pcmWorklet, chunk: () => Promise.resolve({url: 'app://shop/chunk-1.js'})};
    exists = ({protocol}) => protocol === 'app:';
    for (let call = 0; call < 2; call++) await addWorklet(context, found);
    expect(asked).to.deep.equal([`/src/audio/worklets/${pcmWorklet.name}`, '/chunk-1.js', '/chunk-1.js']);
  });

  for (const [bundle, chunk] of Object.entries({
    'of one file': () => Promise.resolve({url: addressOfLoader}),
    'without chunks': () => Promise.reject(new TypeError('Failed to fetch')),
    'that holds it as text': () => Promise.resolve({url: 'data:text/javascript,1'}),
  }))
    it(`is not taken from a bundle ${bundle}; the console says what to do, once`, async () => {
      const missing = {...onsetWorklet, chunk};
      exists = () => false;
      for (let call = 0; call < 2; call++)
        expect(await refused(addWorklet(context, missing))).to.equal('AbortError');
      expect(asked).to.have.lengthOf(2);
      expect(warnings).to.deep.equal([
        `<voice-assistant>: onset-worklet.js did not load. ${missingWorkletHelp}`,
      ]);
      expect(missingWorkletHelp).to.contain('worklet-url');
    });

  it('is missing where its address is none, as in a script that is no module', async () => {
    const beside = () => new URL('./worklets/pcm-worklet.js', undefined);
    const nowhere = {...pcmWorklet, beside, chunk: () => Promise.resolve({url: ''})};
    expect(await refused(addWorklet(context, nowhere))).to.equal('NotSupportedError');
    expect(await refused(addWorklet(context, pcmWorklet, 'https://'))).to.equal('NotSupportedError');
  });

  it('is not asked for where the browser has no worklets', async () => {
    const without = Object.defineProperty(new AudioContext(), 'audioWorklet', {value: undefined});
    expect(await refused(addWorklet(without, pcmWorklet))).to.equal('TypeError');
    expect(asked).to.deep.equal([]);
    expect(warnings).to.deep.equal([]);
    await without.close();
  });

  it('is not missed where the call is over', async () => {
    exists = () => false;
    await context.close();
    expect(await refused(addWorklet(context, pcmWorklet, '/nothing'))).to.equal('AbortError');
    expect(warnings).to.deep.equal([]);
  });
});

const addressOfLoader = new URL('../../src/audio/add-worklet.ts', import.meta.url).href;

async function refused(loading: Promise<void>): Promise<string> {
  return loading.then(
    () => 'loaded',
    (error: Error) => error.name,
  );
}
