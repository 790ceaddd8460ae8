import type { Field } from '#libs/page-layout';
import type { Printable } from './printable.js';

/**
 * Where layouts differ. A document keeps the layout that it was issued with: a look is added here, and never changed
 * once papers have been issued with it (the golden papers of each say so).
 */
export interface Look {
  /** Labels of the boxes that an office fills in by hand: what its stamp is worth is read at arm's length. */
  readonly byHand: Pick<Field, 'labelSize' | 'labelInk'>;
  /** What stands in box A until it is stamped (DX-06): size in points, its baseline from the top of the box. */
  readonly boxA: { readonly size: number; readonly ink: 'black' | 'grey'; readonly y: number };
  /** Long values shrink until they stand inside their frames. */
  readonly fits: boolean;
  /** Says of this very paper: that its consignments are EVN, what certifies exit (DX-16, DX-17), that a cell is empty. */
  readonly ofTheCase: boolean;
}

const FIRST: Look = { byHand: {}, boxA: { size: 5.2, ink: 'grey', y: 26 }, fits: false, ofTheCase: false };
const SECOND: Look = {
  byHand: { labelSize: 6.8, labelInk: 'black' },
  boxA: { size: 6.8, ink: 'black', y: 23 },
  fits: true,
  ofTheCase: true,
};
const LOOKS: readonly Look[] = [FIRST, SECOND];

/** The layout that documents are issued with. */
export const LAYOUT = LOOKS.length;

/** @throws RangeError for a layout of a later release */
export const lookOf = ({ layout }: Pick<Printable, 'layout'>): Look => {
  const look = LOOKS[layout - 1];
  if (!look) throw new RangeError(`no layout ${layout} is known here`);
  return look;
};
