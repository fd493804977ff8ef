import {expect} from '@open-wc/testing';
import {LevelMeter} from '../../src/audio/level-meter.js';
import {Sound} from '../helpers/sound.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

describe('A level meter', () => {
  let contexts: AudioContext[];
  const sounds: Sound[] = [];
  const meters: LevelMeter[] = [];

  function sound(volume?: number): Sound {
    const made = new Sound(volume);
    sounds.push(made);
    return made;
  }

  function meterOf(stream: () => MediaStream | null): LevelMeter {
    const meter = new LevelMeter(stream);
    meters.push(meter);
    return meter;
  }

  /** Counts the contexts that are made from now on. */
  function watchContexts(): void {
    contexts = [];
    stub(
      globalThis,
      'AudioContext',
      class extends AudioContext {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
        }
      },
    );
  }

  afterEach(() => {
    for (const meter of meters.splice(0)) meter.close();
    for (const made of sounds.splice(0)) made.stop();
    restoreStubs();
  });

  it('costs nothing until it is read, nor while there is nothing to read', async () => {
    const {stream} = sound();
    watchContexts();
    const meter = meterOf(() => stream);
    expect(contexts).to.have.lengthOf(0);
    const bands = new Float32Array([0.5, 0.5]);
    const withoutStream = meterOf(() => null);
    expect(withoutStream.level()).to.equal(0);
    withoutStream.bands(bands);
    expect([...bands]).to.deep.equal([0, 0]);
    expect(meterOf(() => new MediaStream()).level()).to.equal(0);
    expect(contexts).to.have.lengthOf(0);
    await until(() => meter.level() > 0);
    expect(contexts).to.have.lengthOf(1);
  });

  it('hears a voice, and its silence', async () => {
    const made = sound();
    const meter = meterOf(() => made.stream);
    await until(() => meter.level() > 0.7);
    made.volume = 0;
    await until(() => meter.level() === 0);
  });

  it('tells loud from quiet, always between 0 and 1', async () => {
    const [loud, quiet] = [sound(1), sound(0.01)];
    const [loudly, quietly] = [meterOf(() => loud.stream), meterOf(() => quiet.stream)];
    await until(() => loudly.level() > 0.8 && quietly.level() > 0.1);
    expect(quietly.level()).to.be.lessThan(loudly.level());
    expect(loudly.level()).to.be.at.most(1);
  });

  it('hears a tone in its band', async () => {
    const {stream} = sound();
    const meter = meterOf(() => stream);
    const bands = new Float32Array(8);
    // The beginning of a tone is a click, which is in all bands. 440 Hz itself is low in a voice, and the highest
    // bands hold nothing of it.
    await until(() => {
      meter.bands(bands);
      const loudest = Math.max(...bands);
      const place = bands.indexOf(loudest);
      return loudest > 0.5 && place >= 1 && place <= 5 && bands.at(-1)! < 0.3;
    });
    for (const band of bands) expect(band).to.be.within(0, 1);
  });

  it('follows the stream that is measured now', async () => {
    let now: MediaStream | null = null;
    const meter = meterOf(() => now);
    expect(meter.level()).to.equal(0);
    now = sound(0).stream;
    expect(meter.level()).to.equal(0);
    now = sound().stream;
    await until(() => meter.level() > 0.5);
    now = null;
    expect(meter.level()).to.equal(0);
  });

  it('shares one context with the others and closes it with the last', async () => {
    const streams = [sound().stream, sound().stream];
    watchContexts();
    const pair = streams.map(stream => meterOf(() => stream));
    await until(() => pair.every(meter => meter.level() > 0));
    expect(contexts).to.have.lengthOf(1);
    pair[0]!.close();
    pair[0]!.close();
    expect(contexts[0]!.state).not.to.equal('closed');
    pair[1]!.close();
    await until(() => contexts[0]!.state === 'closed');
  });

  it('lets go of its context when its stream is gone', async () => {
    let now: MediaStream | null = sound().stream;
    watchContexts();
    const meter = meterOf(() => now);
    await until(() => meter.level() > 0);
    now = null;
    meter.level();
    await until(() => contexts[0]!.state === 'closed');
  });

  it('takes a stream up again and again through one source', async () => {
    let made = 0;
    stub(
      globalThis,
      'MediaStreamAudioSourceNode',
      class extends MediaStreamAudioSourceNode {
        constructor(context: AudioContext, options: MediaStreamAudioSourceOptions) {
          super(context, options);
          made++;
        }
      },
    );
    const {stream} = sound();
    let playing: MediaStream | null = stream;
    const other = meterOf(() => stream); // Keeps the context.
    const meter = meterOf(() => playing);
    for (let answer = 0; answer < 5; answer++) {
      playing = stream;
      await until(() => meter.level() > 0.5 && other.level() > 0.5);
      playing = null;
      expect(meter.level()).to.equal(0);
    }
    expect(made).to.equal(1);
  });

  it('draws nothing of a stream that the browser does not measure, and keeps no context', async () => {
    const {stream} = sound();
    watchContexts();
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
    const meter = meterOf(() => stream);
    expect(meter.level()).to.equal(0);
    await until(() => refused === 1 && contexts[0]!.state === 'closed');
    expect(meter.level()).to.equal(0);
  });

  it('goes on where the system has stopped it for a while', async () => {
    const {stream} = sound();
    watchContexts();
    const meter = meterOf(() => stream);
    await until(() => meter.level() > 0.5);
    await contexts[0]!.suspend();
    await until(() => contexts[0]!.state === 'running');
  });

  it('measures again after it was closed', async () => {
    const {stream} = sound();
    const meter = meterOf(() => stream);
    meter.level();
    meter.close();
    await until(() => meter.level() > 0.5);
  });

  it('measures until the last of its viewers leaves', async () => {
    const {stream} = sound();
    watchContexts();
    const meter = meterOf(() => stream);
    const [one, other] = [{}, {}];
    meter.open(one);
    meter.open(other);
    await until(() => meter.level() > 0);
    meter.close(one);
    meter.close();
    expect(contexts[0]!.state).not.to.equal('closed');
    expect(meter.level()).to.be.greaterThan(0);
    meter.close(other);
    await until(() => contexts[0]!.state === 'closed');
  });
});
