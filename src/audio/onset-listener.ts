import {addWorklet, onsetWorklet} from './add-worklet.js';
import type {OnsetCommand, OnsetReport} from './worklets/messages.js';

/**
 * Tells when the user begins to speak into the microphone while the assistant talks. Runs only between `listen` and
 * `rest`. Where the browser has no AudioWorklet, or no sound device, it tells nothing.
 * @see https://www.w3.org/TR/webaudio/#AudioWorklet
 */
export class OnsetListener {
  readonly #context = new AudioContext({latencyHint: 'interactive'});
  readonly #onOnset: (spokenMs: number) => void;
  #node: AudioWorkletNode | null = null;
  /** What to listen to: the microphone, then the assistant. */
  #streams: readonly MediaStream[] = [];
  #sources: readonly MediaStreamAudioSourceNode[] = [];

  /**
   * @param onOnset told for how many milliseconds the user has been speaking by now
   * @param workletUrl folder of the worklet's file, where it is not found by itself
   */
  constructor(onOnset: (spokenMs: number) => void, workletUrl?: string) {
    this.#onOnset = onOnset;
    // Not awaited: without a sound device the context never runs.
    this.#context.onstatechange = () => this.#connect();
    this.#load(workletUrl).catch(() => {});
  }

  /** Listens from now on, knowing nothing of the room but how the assistant echoes in it. */
  listen(microphone: MediaStream, assistant: MediaStream): void {
    this.#streams = [microphone, assistant];
    this.restart();
    this.#context.resume().catch(() => {});
    this.#connect();
  }

  /** It was a false alarm. */
  dismiss(): void {
    this.#post('dismiss');
  }

  /** Forgets what was heard of the user and of the room. */
  restart(): void {
    this.#post('restart');
  }

  /** Stops listening until `listen`. */
  rest(): void {
    this.#streams = [];
    this.#disconnect();
    this.#context.suspend().catch(() => {});
  }

  close(): void {
    this.#streams = [];
    this.#disconnect();
    this.#context.onstatechange = null;
    if (this.#node) this.#node.port.onmessage = null;
    this.#node = null;
    this.#context.close().catch(() => {});
  }

  async #load(workletUrl?: string): Promise<void> {
    const context = this.#context;
    await addWorklet(context, onsetWorklet, workletUrl);
    if (context.state === 'closed') return;
    const node = new AudioWorkletNode(context, 'voice-onset', {
      numberOfInputs: 2,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    node.port.onmessage = ({data: {spoken, time}}: MessageEvent<OnsetReport>) =>
      this.#onOnset((spoken + context.currentTime - time) * 1000);
    this.#node = node;
    this.#connect();
  }

  /** Sources are made when the context runs: what they took in before would come late ever after. */
  #connect(): void {
    this.#disconnect();
    const [context, node] = [this.#context, this.#node];
    if (!node || context.state !== 'running') return;
    try {
      const sources = this.#streams.map(
        mediaStream => new MediaStreamAudioSourceNode(context, {mediaStream}),
      );
      sources.forEach((source, input) => source.connect(node, 0, input));
      this.#sources = sources;
    } catch {
      // Firefox, where the rates differ: nothing is listened to, and the server notices by itself.
    }
  }

  #disconnect(): void {
    for (const source of this.#sources) source.disconnect();
    this.#sources = [];
  }

  #post(command: OnsetCommand): void {
    this.#node?.port.postMessage(command);
  }
}
