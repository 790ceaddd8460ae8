import type { Objection } from '#libs/kernel';

/** An objection to a line, with the field as the request names it. */
export const inConsignment = (objection: Objection): Objection =>
  objection.field === undefined ? objection : { ...objection, field: `consignment.${objection.field}` };
