import { mayActFor, type Granted } from '#libs/access';
import { Problem } from '#libs/problem-details';

/** An integrator reads what is its own operator's, and nothing else. @throws Problem */
export const ownOnly = (reader: Granted, operator: string): void => {
  if (mayActFor(reader, operator)) return;
  throw new Problem('role-missing', {
    en: 'an integrator reads the declarations of its own operator only',
    fr: 'un intégrateur ne consulte que les déclarations de son propre opérateur',
  });
};
