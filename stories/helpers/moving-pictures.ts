const [width, height] = [640, 480];

/** A face that nods, as an avatar would; drawn here, so that no story needs a file or a camera. */
export function avatarStream(): MediaStream {
  return drawn((context, time) => {
    const sky = context.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, '#31507a');
    sky.addColorStop(1, '#b58a6a');
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    const nod = Math.sin(time / 600) * 6;
    context.fillStyle = '#22304a';
    ellipse(context, width / 2, height + 40, 210, 170);
    context.fillStyle = '#e3b491';
    ellipse(context, width / 2, 235 + nod, 105, 135);
    context.fillStyle = '#4a2f22';
    ellipse(context, width / 2, 130 + nod, 118, 62);
    context.fillStyle = '#2b1d16';
    for (const side of [-38, 38]) ellipse(context, width / 2 + side, 225 + nod, 9, 6);
    ellipse(context, width / 2, 305 + nod, 30, 4 + Math.abs(Math.sin(time / 140)) * 10);
  });
}

/** What a camera might see. */
function cameraStream(): MediaStream {
  return drawn((context, time) => {
    context.fillStyle = '#7d9a86';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#d99a6c';
    ellipse(context, width / 2 + Math.sin(time / 900) * 20, 240, 110, 140);
    context.fillStyle = '#385a8a';
    ellipse(context, width / 2, height + 60, 240, 160);
  });
}

function ellipse(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  across: number,
  down: number,
): void {
  context.beginPath();
  context.ellipse(x, y, across, down, 0, 0, 2 * Math.PI);
  context.fill();
}

function drawn(draw: (context: CanvasRenderingContext2D, time: number) => void): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width, height});
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(15);
  const timer = setInterval(() => {
    if (stream.getTracks().every(({readyState}) => readyState === 'ended')) clearInterval(timer);
    draw(context, performance.now());
  }, 66);
  draw(context, 0);
  return stream;
}

/** Gives the browser a camera that is drawn, for as long as it is asked for. */
export async function withCamera(act: () => Promise<void>): Promise<void> {
  const {mediaDevices} = navigator;
  const value = () => Promise.resolve(cameraStream());
  Object.defineProperty(mediaDevices, 'getUserMedia', {value, configurable: true});
  try {
    await act();
  } finally {
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
  }
}
