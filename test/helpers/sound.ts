/** A stream with a tone in it, or silence. */
export class Sound {
  readonly stream: MediaStream;
  readonly #context = new AudioContext();
  readonly #volume: GainNode;

  constructor(volume = 0.5) {
    const destination = this.#context.createMediaStreamDestination();
    const tone = new OscillatorNode(this.#context, {frequency: 440});
    this.#volume = new GainNode(this.#context, {gain: volume});
    tone.connect(this.#volume).connect(destination);
    tone.start();
    this.stream = destination.stream;
  }

  get track(): MediaStreamTrack {
    return this.stream.getAudioTracks()[0]!;
  }

  set volume(volume: number) {
    this.#volume.gain.value = volume;
  }

  stop(): void {
    this.track.stop();
    void this.#context.close();
  }
}
