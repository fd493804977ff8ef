import {expect} from '@open-wc/testing';
import {audioFormat, decodeSound, encodeSound} from '../../../src/backends/elevenlabs/audio-format.js';

describe('The formats of an agent', () => {
  it('are PCM at any rate that can be played, and telephone sound', () => {
    expect(audioFormat('pcm_44100')).to.deep.equal({codec: 'pcm', rate: 44_100});
    expect(audioFormat('ulaw_8000')).to.deep.equal({codec: 'ulaw', rate: 8_000});
    expect(audioFormat(undefined)).to.deep.equal({codec: 'pcm', rate: 16_000});
    for (const name of ['opus_48000', 'pcm_1', 'pcm_96000', 'pcm', '', null, 16_000, {}])
      expect(audioFormat(name), JSON.stringify(name)).to.equal(null);
  });

  it('bring telephone sound back as it was, but for what its eight bits lose', () => {
    const format = audioFormat('ulaw_8000')!;
    const samples = Int16Array.from({length: 2_000}, (_, index) => 32_000 * Math.sin(index ** 2 / 900));
    const back = decodeSound(encodeSound(samples, format), format)!;
    expect(back).to.have.lengthOf(samples.length);
    samples.forEach((sample, index) => {
      expect(Math.abs(back[index]! - sample), `${sample}`).to.be.at.most(Math.abs(sample) / 16 + 8);
    });
  });

  it('are read as the standard has them', () => {
    const bytes = btoa(String.fromCharCode(0xff, 0x7f, 0x80, 0x00, 0xe7, 0x67));
    const samples = decodeSound(bytes, audioFormat('ulaw_8000')!);
    expect([...samples!]).to.deep.equal([0, 0, 32_124, -32_124, 260, -260]);
  });

  it('are nothing where they are no sound', () => {
    for (const name of ['pcm_16000', 'ulaw_8000'])
      for (const wrong of [undefined, null, 7, '', '!', {}, 'A'.repeat(9_000_000)])
        expect(decodeSound(wrong, audioFormat(name)!), name).to.equal(null);
  });
});
