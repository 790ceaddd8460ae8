import type { Instant, Objection, RuleId, Text } from '#libs/kernel';
import type { CentralisedClearance, Form, LodgingAct, LodgingMeans } from './circumstances.js';
import { isOffice } from './codes.js';
import type { DeltaXPolicy } from './delta-x.policy.js';
import { isUnknownOffice, type OfficeRegister } from './offices.js';

/** What the choice of a form turns on. */
export interface FormChosen {
  readonly form: Form;
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly lodging: LodgingAct;
  readonly centralised?: CentralisedClearance | undefined;
  readonly lodgedAt: Instant;
}

const object = (rule: RuleId, field: string, text: Text, todo?: Text): Objection => ({
  rule,
  field,
  text,
  ...(todo ? { todo } : {}),
});

/** DX-01, DX-02: a manifest covers an exit through France; the DAU E/S an exit through any Member State. */
const exitObjections = ({ form, officeOfExit }: FormChosen, policy: DeltaXPolicy): Objection[] => {
  const country = officeOfExit.slice(0, 2);
  if (!isOffice(officeOfExit)) return [];
  if (!policy.unionExits.includes(country)) {
    const text = {
      en: `${officeOfExit} is no office of exit of a Member State`,
      fr: `${officeOfExit} n’est pas un bureau de sortie d’un État membre`,
    };
    return [object('DX-02', 'officeOfExit', text)];
  }
  if (form !== 'manifest' || policy.manifestExits.includes(country)) return [];
  return [
    object(
      'DX-01',
      'officeOfExit',
      {
        en: `a manifest may be used only when the office of exit is in France, not in ${country}`,
        fr: `le manifeste n’est possible que si le bureau de sortie est en France, non en ${country}`,
      },
      { en: 'use the DAU E/S, copies 1 to 3 (DX-02)', fr: 'utilisez le DAU E/S, exemplaires 1 à 3 (DX-02)' },
    ),
  ];
};

const MEANS_OF: Readonly<Record<Form, readonly LodgingMeans[]>> = {
  manifest: ['agreement'],
  dau: ['mailbox', 'paper'],
  records: ['records'],
};

const meansTodo: Readonly<Record<Form, Text>> = {
  manifest: {
    en: 'a manifest goes by the means that the Delta X agreement provides: “agreement”',
    fr: 'le manifeste est transmis selon la convention Delta X : « agreement »',
  },
  dau: {
    en: 'a DAU goes to the office’s functional mailbox or on paper: “mailbox” or “paper”',
    fr: 'le DAU est déposé par messagerie fonctionnelle ou sur papier : « mailbox » ou « paper »',
  },
  records: {
    en: 'an entry in the records is lodged nowhere: “records”',
    fr: 'une inscription dans les écritures n’est déposée nulle part : « records »',
  },
};

/** DX-08, DX-10: by the means of its form, to the office of export, or of declaration under centralised clearance. */
const lodgingObjections = ({ form, lodging, officeOfClearance, centralised }: FormChosen): Objection[] => {
  const found: Objection[] = [];
  if (!MEANS_OF[form].includes(lodging.means)) {
    const text = {
      en: `not by these means: “${lodging.means}”`,
      fr: `pas par ce moyen : « ${lodging.means} »`,
    };
    found.push(object('DX-08', 'lodging.means', text, meansTodo[form]));
  }
  if (lodging.office !== officeOfClearance) {
    const rule = centralised ? 'DX-10' : 'DX-08';
    const text = {
      en: `it goes to ${officeOfClearance}, not to ${lodging.office}`,
      fr: `il est transmis à ${officeOfClearance}, non à ${lodging.office}`,
    };
    found.push(object(rule, 'lodging.office', text));
  }
  return found;
};

/** DX-10: the office of declaration that the authorisation names stands as the office of clearance. */
const centralisedObjections = ({ centralised, officeOfClearance }: FormChosen): Objection[] => {
  if (!centralised) return [];
  const found: Objection[] = [];
  if (centralised.authorisation.trim() === '') {
    const text = {
      en: 'the authorisation of centralised clearance is missing',
      fr: 'il manque l’agrément de dédouanement centralisé',
    };
    found.push(object('DX-10', 'centralised.authorisation', text));
  }
  if (centralised.officeOfDeclaration !== officeOfClearance) {
    found.push(
      object(
        'DX-10',
        'officeOfClearance',
        {
          en: `under centralised clearance the document goes to the office of declaration, ${centralised.officeOfDeclaration}`,
          fr: `en dédouanement centralisé, le document va au bureau de déclaration, ${centralised.officeOfDeclaration}`,
        },
        { en: 'name that office here', fr: 'indiquez ici ce bureau' },
      ),
    );
  }
  return found;
};

/** An office that does not exist: refused where it is French, for those are known. */
export const officeUnknown = (
  field: string,
  code: string,
  at: Instant,
  register: OfficeRegister,
  rule: RuleId = 'DX-04',
): Objection[] =>
  isOffice(code) && isUnknownOffice(register, code, at)
    ? [
        object(
          rule,
          field,
          { en: `there is no office ${code}`, fr: `il n’existe pas de bureau ${code}` },
          {
            en: 'look up the code; a new office is added to the register of offices (OFFICES)',
            fr: 'vérifiez le code ; un nouveau bureau s’ajoute au registre des bureaux (OFFICES)',
          },
        ),
      ]
    : [];

/** DX-01, DX-02, DX-08, DX-10, and offices that exist (DX-04): what the form and where it goes must agree on. */
export const formObjections = (chosen: FormChosen, policy: DeltaXPolicy, register: OfficeRegister): Objection[] => [
  ...officeUnknown('officeOfClearance', chosen.officeOfClearance, chosen.lodgedAt, register),
  ...officeUnknown('officeOfExit', chosen.officeOfExit, chosen.lodgedAt, register),
  ...exitObjections(chosen, policy),
  ...lodgingObjections(chosen),
  ...centralisedObjections(chosen),
];
