/** That the person shows something. `opening`: the browser asks, or it is open and not sent. */
export type SharingState = 'opening' | 'on';

/** What the person shows of themselves, beside their voice. */
export interface Sharing {
  /** Their camera; unset while it is off. */
  readonly camera?: SharingState | undefined;
  /** Their screen, a window of it, or a tab; unset while none is shared. */
  readonly screen?: SharingState | undefined;
  /** What the camera sees, for a mirror; unset while it is off. */
  readonly preview?: MediaStream | undefined;
}
