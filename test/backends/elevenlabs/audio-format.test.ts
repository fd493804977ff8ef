import {expect} from '@open-wc/testing';
import {audioFormat} from '../../../src/backends/elevenlabs/audio-format.js';

describe('The formats of an agent', () => {
  it('are PCM at any rate that can be played, and telephone sound', async () => {
    expect((await audioFormat('pcm_44100'))?.rate).to.equal(44_100);
    expect((await audioFormat('ulaw_8000'))?.rate).to.equal(8_000);
    expect((await audioFormat(undefined))?.rate).to.equal(16_000);
    const [pcm, muLaw] = await Promise.all(['pcm_8000', 'ulaw_8000'].map(name => audioFormat(name)));
    expect(atob(pcm!.encode(new Int16Array(10)))).to.have.lengthOf(20);
    expect(atob(muLaw!.encode(new Int16Array(10)))).to.have.lengthOf(10);
    for (const name of ['opus_48000', 'pcm_1', 'pcm_96000', 'pcm', '', null, 16_000, {}])
      expect(await audioFormat(name), JSON.stringify(name)).to.equal(null);
  });

  it('bring telephone sound back as it was, but for what its eight bits lose', async () => {
    const format = (await audioFormat('ulaw_8000'))!;
    const samples = Int16Array.from({length: 2_000}, (_, index) => 32_000 * Math.sin(index ** 2 / 900));
    const back = format.decode(format.encode(samples))!;
    expect(back).to.have.lengthOf(samples.length);
    samples.forEach((sample, index) => {
      expect(Math.abs(back[index]! - sample), `${sample}`).to.be.at.most(Math.abs(sample) / 16 + 8);
    });
  });

  it('are read as the standard has them', async () => {
    const bytes = btoa(String.fromCharCode(0xff, 0x7f, 0x80, 0x00, 0xe7, 0x67));
    const samples = (await audioFormat('ulaw_8000'))!.decode(bytes);
    expect([...samples!]).to.deep.equal([0, 0, 32_124, -32_124, 260, -260]);
  });

  it('are nothing where they are no sound', async () => {
    for (const name of ['pcm_16000', 'ulaw_8000']) {
      const {decode} = (await audioFormat(name))!;
      for (const wrong of [undefined, null, 7, '', '!', {}, 'A'.repeat(9_000_000)])
        expect(decode(wrong), name).to.equal(null);
    }
  });
});
