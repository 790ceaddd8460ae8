import { mayActFor, type Granted } from '#libs/access';
import { Problem } from '#libs/problem-details';
import type { Asked } from './asked.js';

/** @throws Problem 403 when an integrator reaches for another operator's things */
export const requireOwn = (granted: Granted, eori: string): void => {
  if (mayActFor(granted, eori)) return;
  throw new Problem('role-missing', {
    en: `You act for ${granted.person.operator ?? 'no operator'}, not for ${eori}.`,
    fr: `Vous agissez pour ${granted.person.operator ?? 'aucun opérateur'}, non pour ${eori}.`,
  });
};

/** What an office enters for an operator is in the log as done on its behalf; an integrator's is anyway. */
export const onBehalfOf = <Given extends Pick<Asked, 'actor'>>(given: Given, eori: string): Given => ({
  ...given,
  actor: { ...given.actor, onBehalfOf: eori },
});

/** Whether this person may see the personal data of an operator's papers. */
export const seesPersons = ({ role, person }: Granted, eori: string): boolean =>
  role === 'customs-agent' || role === 'compliance' || (role === 'integrator' && person.operator === eori);
