import type { CancellationDue } from './cancellation.events.js';
import type { PriorParticulars } from './prior-state.events.js';

/** DX-29: paper doubles what stands in Delta X without BAE. */
export const cancellationDue = (
  about: { readonly operator: string; readonly reference: string; readonly alertId: string },
  known: PriorParticulars,
  officeOfClearance: string,
): CancellationDue => {
  const { number, lrn, office = officeOfClearance } = known;
  const first = { ...(number === undefined ? {} : { number }), ...(lrn === undefined ? {} : { lrn }) };
  const { operator, reference, alertId } = about;
  return { type: 'CancellationDue', data: { operator, reference, alertId, first, office }, rules: ['DX-29'] };
};
