/** How good the connection is: `lost` while nothing comes through. */
export type Quality = 'good' | 'poor' | 'lost';

/** The connection as it was measured. */
export interface ConnectionQuality {
  readonly quality: Quality;
  /** There and back, in milliseconds. */
  readonly roundTripMs: number;
  /** Share of the packets that did not arrive, 0 to 1. */
  readonly lossRatio: number;
  /** How unevenly they arrive, in milliseconds. */
  readonly jitterMs: number;
}
