/* What stands around the orb and on it. One is half the picture; the line is as wide as the context has it. */

const round = Math.PI * 2;
const solid: number[] = [];
const dashed = [0.3, 0.3];
/** In radians. */
export const cometLength = 2;

export function drawArc(context: CanvasRenderingContext2D, color: string, turn: number, alpha: number): void {
  if (!begin(context, color, alpha)) return;
  context.arc(0, 0, 0.88, turn, turn + 1.6);
  context.stroke();
}

/** @param trail fades from its head, which is at 0 */
export function drawComet(
  context: CanvasRenderingContext2D,
  trail: CanvasGradient,
  turn: number,
  alpha: number,
): void {
  if (!begin(context, trail, alpha)) return;
  context.save();
  context.lineWidth *= 1.6;
  context.rotate(turn);
  context.arc(0, 0, 0.84, -cometLength, 0);
  context.stroke();
  context.restore();
}

export function drawDashes(
  context: CanvasRenderingContext2D,
  color: string,
  turn: number,
  alpha: number,
): void {
  if (!begin(context, color, alpha)) return;
  context.setLineDash(dashed);
  context.arc(0, 0, 0.86, turn, turn + round);
  context.stroke();
  context.setLineDash(solid);
}

/** A crossed-out microphone. */
export function drawMicrophone(context: CanvasRenderingContext2D, color: string, alpha: number): void {
  if (!begin(context, color, alpha)) return;
  context.lineWidth = 0.06;
  context.roundRect(-0.1, -0.25, 0.2, 0.3, 0.1);
  context.moveTo(0.19, -0.02);
  context.arc(0, -0.02, 0.19, 0, Math.PI);
  context.moveTo(0, 0.17);
  context.lineTo(0, 0.26);
  context.moveTo(-0.25, -0.25);
  context.lineTo(0.25, 0.25);
  context.stroke();
}

/** An exclamation mark. */
export function drawAlarm(context: CanvasRenderingContext2D, color: string, alpha: number): void {
  if (!begin(context, color, alpha)) return;
  context.lineWidth = 0.12;
  context.moveTo(0, -0.27);
  context.lineTo(0, 0.07);
  context.moveTo(0, 0.27);
  context.lineTo(0, 0.27);
  context.stroke();
}

/** @returns whether there is anything to see of what follows */
function begin(context: CanvasRenderingContext2D, color: string | CanvasGradient, alpha: number): boolean {
  if (alpha < 0.01) return false;
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = context.fillStyle = color;
  context.beginPath();
  return true;
}
