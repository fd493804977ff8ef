/** A moving picture of one colour, as of a camera or an avatar. */
export class Picture {
  readonly stream: MediaStream;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(colour = 'rgb(0, 160, 60)', width = 64, height = 48) {
    const canvas = Object.assign(document.createElement('canvas'), {width, height});
    const context = canvas.getContext('2d')!;
    let frame = 0;
    const draw = () => {
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
      context.fillStyle = 'white';
      context.fillRect(frame++ % width, 0, 2, 2);
    };
    draw();
    this.stream = canvas.captureStream(30);
    this.#timer = setInterval(draw, 30);
  }

  get track(): MediaStreamTrack {
    return this.stream.getVideoTracks()[0]!;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
