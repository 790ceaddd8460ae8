import type { Text } from '#libs/kernel';

/** A rule as its source has it: where, and what it says, in both languages. */
export type Entry = readonly [section: Text, en: string, fr: string];

export const numbered = (number: string): Text => ({ en: number, fr: number });
export const step = (number: string, part?: Text): Text => ({
  en: `step ${number}${part ? `, ${part.en}` : ''}`,
  fr: `étape ${number}${part ? `, ${part.fr}` : ''}`,
});
export const NOTES: Text = { en: 'notes', fr: 'remarques' };
export const REMINDER: Text = { en: 'reminder', fr: 'rappel' };
export const DELTA_ECS: Text = { en: 'from Delta to ECS', fr: 'liaison Delta-ECS' };
export const ANTICIPATED: Text = { en: 'anticipated declarations', fr: 'statut anticipé' };
export const TWO_STEP: Text = { en: 'clearance in two steps', fr: 'dédouanement en 2 étapes' };
export const PHYSICAL: Text = { en: 'physical control', fr: 'contrôle physique' };
export const ANNEX: Text = { en: 'annex', fr: 'annexe' };
