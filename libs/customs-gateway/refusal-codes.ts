/**
 * The reject codes that customs systems share (the code list of functional errors of EMCS and of the transit and export
 * systems); our Delta X answers use the same numbers.
 */
export const CUSTOMS_REFUSAL = {
  codelist: '12',
  missing: '13',
  rule: '14',
  duplicateMessage: '26',
  unknownMovement: '90',
  duplicateReference: '91',
  outOfSequence: '92',
  invalid: '93',
} as const;

export type CustomsRefusalCode = (typeof CUSTOMS_REFUSAL)[keyof typeof CUSTOMS_REFUSAL];
