import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { Objection, Text } from '#libs/kernel';
import { Problem } from './problem.js';

/** What a broken constraint is called in both languages; the validator's own English for one that is not here. */
const texts: Readonly<Record<string, Text>> = {
  whitelistValidation: { en: 'this field is not known here', fr: 'ce champ n’est pas connu ici' },
  isString: { en: 'a text is expected', fr: 'un texte est attendu' },
  isNotEmpty: { en: 'must not be empty', fr: 'ne doit pas être vide' },
  isBoolean: { en: 'true or false is expected', fr: 'true ou false est attendu' },
  isArray: { en: 'a list is expected', fr: 'une liste est attendue' },
  isInstant: {
    en: 'an ISO 8601 date and time with its offset is expected, 2026-11-21T10:00:00.000Z',
    fr: 'une date et heure ISO 8601 avec décalage est attendue, 2026-11-21T10:00:00.000Z',
  },
  isObject: { en: 'an object is expected', fr: 'un objet est attendu' },
  isInt: { en: 'a whole number is expected', fr: 'un nombre entier est attendu' },
  nestedValidation: { en: 'an object is expected', fr: 'un objet est attendu' },
};

/** What is said of a bound, which the validator's message ends with. */
const bounds: Readonly<Record<string, (bound: string) => Text>> = {
  isIn: (of) => ({ en: `must be one of the following values: ${of}`, fr: `valeurs admises : ${of}` }),
  maxLength: (n) => ({ en: `at most ${n} characters`, fr: `${n} caractères au plus` }),
  max: (n) => ({ en: `at most ${n}`, fr: `${n} au plus` }),
  min: (n) => ({ en: `at least ${n}`, fr: `${n} au moins` }),
  arrayMaxSize: (n) => ({ en: `at most ${n} of them`, fr: `${n} éléments au plus` }),
  matches: (form) => ({ en: `not of the form ${form}`, fr: `pas de la forme ${form}` }),
};

const BOUND = /(?:values: (.+)|match (\/.+\/\w*) regular.*|(\d+)(?: \w+)?)$/;

const said = (name: string, message: string): Text => {
  const known = texts[name];
  if (known) return known;
  const [, of, form, n] = BOUND.exec(message) ?? [];
  const bound = of ?? form ?? n;
  const detail = message.replace(/^\S+ /, '');
  return (bound === undefined ? undefined : bounds[name]?.(bound)) ?? { en: detail, fr: detail };
};

const MISSING: Text = { en: 'this is required', fr: 'cette donnée est requise' };
/** What is of the wrong kind is told that, and nothing of its length. */
const KINDS: readonly string[] = [
  'whitelistValidation',
  'isString',
  'isArray',
  'isObject',
  'isBoolean',
  'isInt',
  'isInstant',
];

const ownTexts = ({ value, constraints = {} }: ValidationError): Text[] => {
  const broken = Object.entries(constraints).map(([name, message]) => ({ name, text: said(name, message) }));
  if (broken.length > 0 && value === undefined) return [MISSING];
  const kind = KINDS.map((name) => broken.find((one) => one.name === name)).find((one) => one !== undefined);
  return kind ? [kind.text] : broken.map(({ text }) => text);
};

const objections = (errors: readonly ValidationError[], parent = ''): Objection[] =>
  errors.flatMap((error) => {
    const field = `${parent}${error.property}`;
    const own = ownTexts(error).map((text) => ({ field, text }));
    return [...own, ...objections(error.children ?? [], `${field}.`)];
  });

/** Bodies and queries become their DTO, and what the DTO does not name is refused by name. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) => new Problem('invalid', undefined, { objections: objections(errors) }),
  });
