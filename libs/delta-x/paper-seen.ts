import type { Instant } from '#libs/kernel';

/** The paper, as far as what stood before has to know of it. */
export interface PaperSeen {
  readonly lodged?: { readonly alertId: string; readonly officeOfClearance: string; readonly lodgedAt: Instant };
}
