import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';

/** What a reader would not see: other machines smooth edges otherwise. */
const colourTolerance = 0.2;
const tolerableShare = 0.004;

export interface Comparison {
  readonly same: boolean;
  /** What is different, for the eye. */
  readonly difference: Buffer | null;
  readonly reason: string;
}

/** The same picture in fewer bytes: it stays in the repository for ever. */
export function squeeze(picture: Uint8Array): Buffer {
  const options = {colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0} as const;
  return PNG.sync.write(PNG.sync.read(Buffer.from(picture)), options);
}

/** Compares two pictures as a person does. */
export function compare(reference: Uint8Array, actual: Uint8Array): Comparison {
  const before = PNG.sync.read(Buffer.from(reference));
  const after = PNG.sync.read(Buffer.from(actual));
  const {width, height} = before;
  if (width !== after.width || height !== after.height) {
    const reason = `${after.width} × ${after.height} instead of ${width} × ${height}`;
    return {same: false, difference: null, reason};
  }
  const difference = new PNG({width, height});
  const count = pixelmatch(before.data, after.data, difference.data, width, height, {
    threshold: colourTolerance,
  });
  const share = count / (width * height);
  return {
    same: share <= tolerableShare,
    difference: PNG.sync.write(difference),
    reason: `${(share * 100).toFixed(2)} % of it differs`,
  };
}
