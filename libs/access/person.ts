import { ROLES, type Actor, type Role } from '#libs/kernel';

/** Who a token speaks of. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The EORI of the operator that an integrator works for. */
  readonly operator?: string;
}

/** A person let in to a route, in the role that let them in. */
export interface Granted {
  readonly person: Person;
  readonly role: Role;
}

export const isRole = (text: unknown): text is Role => (ROLES as readonly unknown[]).includes(text);

/** How the person stands in the log. */
export const actorOf = ({ person, role }: Granted): Actor => ({
  id: person.id,
  role,
  name: person.name,
  ...(role === 'integrator' && person.operator !== undefined ? { onBehalfOf: person.operator } : {}),
});

/** Whether the data of an operator are the person's own: always for staff, for an integrator those of its operator. */
export const mayActFor = ({ person, role }: Granted, eori: string): boolean =>
  role !== 'integrator' || person.operator === eori;
