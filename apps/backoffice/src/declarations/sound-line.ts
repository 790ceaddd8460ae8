import {
  checkDau,
  checkLine,
  type CheckedDau,
  type CheckedLine,
  type LineContext,
  type RawDau,
  type RawLine,
} from '#libs/delta-x';
import { Refusal, type Objection } from '#libs/kernel';

/** An objection to a line, with the field as the request names it. */
const inConsignment = (objection: Objection): Objection =>
  objection.field === undefined ? objection : { ...objection, field: `consignment.${objection.field}` };

/** The consignment of a request, and its value. @throws Refusal with every fault of it (DX-04) */
export const soundLine = (line: RawLine, context: LineContext): Extract<CheckedLine, { ok: true }> => {
  const checked = checkLine(line, context);
  if (checked.ok) return checked;
  const [first, ...more] = checked.objections;
  throw new Refusal([inConsignment(first), ...more.map(inConsignment)]);
};

/** The articles of a DAU, and their value together. @throws Refusal with the faults of all of them (DX-05) */
export const soundGoods = (goods: RawDau, context: LineContext): Extract<CheckedDau, { ok: true }> => {
  const checked = checkDau(goods, context);
  if (checked.ok) return checked;
  throw new Refusal(checked.objections);
};
