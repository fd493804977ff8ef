import type {Page} from 'puppeteer-core';

/** What came out of a page's speaker. */
export interface Recording {
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

interface RecordedWindow {
  recorded: {sampleRate: number; chunks: Float32Array[]};
}

/**
 * Records what the page's player of PCM puts out, sample by sample. The recorder is part of the player's own graph:
 * whatever the machine does, it hears no more and no less than was put out. To be called before the page is loaded.
 * @param worklet where the page finds `recorder.js`
 */
export async function recordOutput(page: Page, worklet: string): Promise<void> {
  await page.evaluateOnNewDocument((address: string) => {
    const {connect} = AudioNode.prototype;
    const recorded: RecordedWindow['recorded'] = {sampleRate: 0, chunks: []};
    Object.assign(window, {recorded});
    const record = async (player: AudioWorkletNode) => {
      const {context} = player;
      recorded.sampleRate = context.sampleRate;
      await context.audioWorklet.addModule(address);
      const recorder = new AudioWorkletNode(context, 'recorder', {numberOfOutputs: 0});
      recorder.port.onmessage = ({data}: MessageEvent<Float32Array>) => recorded.chunks.push(data);
      Reflect.apply(connect, player, [recorder]);
    };
    AudioNode.prototype.connect = function (this: AudioNode, ...target: [AudioNode]) {
      const [to] = target;
      if (this instanceof AudioWorkletNode && to instanceof MediaStreamAudioDestinationNode)
        void record(this);
      return Reflect.apply(connect, this, target) as AudioNode;
    } as typeof connect;
  }, worklet);
}

/** What was recorded so far. */
export async function recordingOf(page: Page): Promise<Recording> {
  const {sampleRate, base64} = await page.evaluate(async () => {
    const {sampleRate, chunks} = (window as unknown as RecordedWindow).recorded;
    const dataUrl = await new Promise<string>(resolve => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob(chunks as BlobPart[]));
    });
    return {sampleRate, base64: dataUrl.slice(dataUrl.indexOf(',') + 1)};
  });
  const {buffer, byteOffset, length} = Buffer.from(base64, 'base64');
  return {sampleRate, samples: new Float32Array(buffer.slice(byteOffset, byteOffset + length))};
}
