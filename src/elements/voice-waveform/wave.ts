import type {Motion, Surface, Visualizer} from './visualizer.js';

const steps = 48;
const solid: number[] = [];
const dotted = [0, 0];
const strands = 3;

/**
 * Lines that swing: a filled bundle for the assistant, one bold line for the person. During silence, a line tells
 * the phase.
 */
export const draw: Visualizer = (surface, motion) => {
  const {context, height, scale, colors} = surface;
  const {connecting, listening, thinking, speaking, reconnecting, failed, muted} = motion.phaseWeights;
  const mutedWhileListening = listening * muted;
  const active = connecting + thinking + speaking;
  const thin = Math.max(scale, height / 32);
  context.lineCap = 'round';
  context.lineJoin = 'round';

  dotted[1] = thin * 3.2;
  context.setLineDash(dotted);
  context.lineWidth = thin * 1.2;
  swing(
    surface,
    motion,
    colors.quiet,
    0.75 * (reconnecting + mutedWhileListening),
    0,
    0.08 * reconnecting,
    reconnecting * 0.3,
  );
  context.setLineDash(solid);
  context.lineWidth = thin;
  swing(surface, motion, colors.quiet, 0.6 * (1 - active - listening - reconnecting - failed), 0, 0, 0);
  swing(surface, motion, colors.danger, failed, 0, 0, 0.12);

  for (let strand = 0; strand < strands; strand++) {
    const loud = loudness(motion.assistant, strand);
    const calm = thinking * (0.5 - 0.1 * strand) + connecting * 0.06 + speaking * 0.08;
    context.lineWidth = thin * (1 - strand * 0.22);
    swing(
      surface,
      motion,
      colors.assistant,
      active * (1 - strand * 0.28),
      strand,
      calm + loud * 0.92,
      0,
      loud,
    );
  }
  const said = loudness(motion.person, 0);
  context.lineWidth = thin * 1.5;
  swing(
    surface,
    motion,
    colors.person,
    Math.max(listening - mutedWhileListening, Math.min(1, said * 4)),
    3,
    0.05 + said * 0.9,
    0,
  );
};

/** One line from side to side, still at its ends; `gap` opens it in the middle, `filling` tints what it spans. */
function swing(
  {context, width, height}: Surface,
  {time, phaseWeights}: Motion,
  color: string,
  alpha: number,
  strand: number,
  amplitude: number,
  gap: number,
  filling = 0,
): void {
  if (alpha < 0.01) return;
  const inset = context.lineWidth;
  const middle = height / 2;
  const reach = middle - inset;
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = context.fillStyle = color;
  context.beginPath();
  let drawing = false;
  for (let step = 0; step <= steps; step++) {
    const place = (step / steps) * 2 - 1;
    if (Math.abs(place) < gap) {
      drawing = false;
      continue;
    }
    const envelope = (1 - place * place) ** 2;
    const packet =
      phaseWeights.connecting * Math.exp(-(((place - ((time * 1.4) % 2.4) + 1.2) * 4.5) ** 2)) * 0.8;
    const pace = phaseWeights.connecting * 9;
    const turn =
      strand === 3
        ? place * 11 - time * 6
        : place * (5 + pace + strand * 1.7) + time * (3 + strand) + strand * 2;
    const y = middle + Math.sin(turn) * reach * (amplitude * envelope + packet * (strand < 3 ? 1 : 0));
    const x = inset + ((place + 1) / 2) * (width - inset * 2);
    if (drawing) context.lineTo(x, y);
    else context.moveTo(x, y);
    drawing = true;
  }
  context.stroke();
  if (filling < 0.02) return;
  context.globalAlpha = Math.min(0.18, filling * 0.4);
  context.fill();
}

/** Of the low, middle or high third of a voice. */
function loudness(voice: Float32Array, third: number): number {
  const size = voice.length / 3;
  let peak = 0;
  for (let band = third * size; band < (third + 1) * size; band++) peak = Math.max(peak, voice[band]!);
  return peak;
}
