import type { Values } from '../ui/Form.js';

/** What an entry in the records may rest on. */
export const BASES = ['aeo', 'evn', 'evn-tracking'] as const;
/** The rule that each facility rests on. */
export const RULE_OF = { aeo: 'DX-12', evn: 'DX-13', 'evn-tracking': 'DX-03' } as const;

export type Basis = (typeof BASES)[number];
export const basisOf = (values: Values): Basis => BASES.find((basis) => basis === values['records.basis']) ?? 'aeo';
