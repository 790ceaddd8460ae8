import type { Instant, Objection, Text } from '#libs/kernel';

/** The office's ND stamp on a DAU as it is given: in box A with its date, or undated where it pre-authenticates. */
export interface GivenBoxStamp {
  readonly office: string;
  readonly officer: string;
  readonly stampedAt?: Instant | undefined;
}

/** What the stamp is judged by, whether it comes with the lodging or is recorded on the document. */
export interface StampContext {
  /** The office of export, or of declaration under centralised clearance: its stamp alone makes the DAU valid. */
  readonly expected: string;
  /** The start of the fallback: before it there was no such paper to stamp. */
  readonly startedAt: Instant | undefined;
  readonly now: Instant;
  /** What stands before the names of the fields, `dau.` say. */
  readonly path: string;
}

const object = (field: string, text: Text, todo?: Text): Objection => ({
  rule: 'DX-06',
  field,
  text,
  ...(todo ? { todo } : {}),
});

/** DX-06: whose stamp it is, and who signed beside it. Half a stamp is none. */
export const stampMarkObjections = (
  { office, officer }: Omit<GivenBoxStamp, 'stampedAt'>,
  { expected, path }: Pick<StampContext, 'expected' | 'path'>,
): Objection[] => {
  const found: Objection[] = [];
  if (office.trim() === '') {
    const text = { en: 'half a stamp: the office is missing', fr: 'cachet incomplet : il manque le bureau' };
    found.push(object(`${path}office`, text));
  } else if (office !== expected) {
    found.push(
      object(
        `${path}office`,
        { en: `the ND stamp must be that of ${expected}`, fr: `le cachet ND doit être celui de ${expected}` },
        {
          en: 'have it stamped by the office of export, or of declaration under centralised clearance',
          fr: 'faites apposer le cachet du bureau d’exportation, ou de déclaration en dédouanement centralisé',
        },
      ),
    );
  }
  if (officer.trim() === '') {
    const text = {
      en: 'half a stamp: the signature of an officer of the office is missing',
      fr: 'cachet incomplet : il manque la signature d’un agent du bureau',
    };
    found.push(object(`${path}officer`, text));
  }
  return found;
};

/** DX-06: the date of the stamp in box A, between the start of the fallback and now. */
export const stampDateObjections = (
  stampedAt: Instant | undefined,
  { startedAt, now, path }: Omit<StampContext, 'expected'>,
): Objection[] => {
  const field = `${path}stampedAt`;
  if (stampedAt === undefined) {
    const text = {
      en: 'half a stamp: its date is missing; until the office has stamped box A the document is not valid',
      fr: 'cachet incomplet : il manque la date ; sans cachet du bureau en case A, le document n’est pas valable',
    };
    const todo = { en: 'present it to the office of export first', fr: 'présentez-le d’abord au bureau d’exportation' };
    return [object(field, text, todo)];
  }
  if (stampedAt > now) {
    return [object(field, { en: `stamped in the future, ${stampedAt}`, fr: `cachet daté du futur, ${stampedAt}` })];
  }
  if (startedAt === undefined || stampedAt >= startedAt) return [];
  const text = {
    en: `stamped before the alert started (${startedAt})`,
    fr: `cachet antérieur au début de l’alerte (${startedAt})`,
  };
  return [object(field, text)];
};
