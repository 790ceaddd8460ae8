import type { Role } from '#libs/kernel';

/** A person of the demonstration: what the development issuer gives tokens for. */
export interface DevPerson {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly operator?: { readonly eori: string; readonly name: string };
}

export const DEV_PERSONS: readonly DevPerson[] = [
  {
    person: 'marion',
    name: 'Marion Vasseur',
    role: 'integrator',
    operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
  },
  { person: 'paul', name: 'Paul Kerbrat', role: 'customs-agent' },
  { person: 'helene', name: 'Hélène Maes', role: 'helpdesk' },
  { person: 'omar', name: 'Omar Benali', role: 'operations' },
  { person: 'claire', name: 'Claire Dumont', role: 'compliance' },
];
