/** Seconds that the plot shows. */
const seconds = 10;
/** Samples a second: enough to see a syllable. */
export const plotRate = 20;

const capacity = seconds * plotRate;

/** The last seconds of some values between 0 and 1, drawn as lines one above the other. */
export class LevelPlot {
  readonly canvas = document.createElement('canvas');
  readonly #rows: {readonly color: string; readonly values: number[]}[];

  /** @param colors one CSS colour for each row */
  constructor(colors: readonly string[]) {
    this.canvas.width = capacity * 2;
    this.canvas.height = colors.length * 28;
    this.#rows = colors.map(color => ({color, values: []}));
  }

  /** Adds a value to each row, and draws. */
  add(values: readonly number[]): void {
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const [index, row] of this.#rows.entries()) {
      row.values.push(values[index] ?? 0);
      if (row.values.length > capacity) row.values.shift();
      const bottom = (index + 1) * 28 - 2;
      context.beginPath();
      for (const [at, value] of row.values.entries()) context.lineTo(at * 2, bottom - value * 24);
      context.strokeStyle = row.color;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }
}
