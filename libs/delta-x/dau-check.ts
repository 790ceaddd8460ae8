import { MINUTE, epochMs, type Instant, type Objection, type RuleId, type Text } from '#libs/kernel';
import { articlesOf, MOST_ARTICLES, type Goods } from './article.js';
import { stampDateObjections, stampMarkObjections } from './box-stamp.js';
import type { DauPresented, OnDeclaration } from './clearance.events.js';
import type { ManifestHeader } from './delta-x.events.js';
import type { DeltaXPolicy } from './delta-x.policy.js';
import type { AlertAsSeen } from './during-alert.js';

/** A DAU's own part as it is given: a stamp may lack its hour, a signature its name, until it is checked. */
export type GivenDau = Omit<
  DauPresented['data'],
  keyof OnDeclaration | 'articles' | 'fallbackStartedAt' | 'signature'
> & {
  /** Counted where the document does not say. */
  readonly articles?: number | undefined;
  /** Of the fallback stamp; absent where the stamp bears no date and hour. */
  readonly fallbackStartedAt?: Instant | undefined;
};

interface Presented {
  readonly dau: GivenDau;
  readonly header: Pick<ManifestHeader, 'officeOfClearance' | 'presentation'>;
  readonly goods: Goods;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
}

const object = (rule: RuleId, field: string, text: Text, todo?: Text): Objection => ({
  rule,
  field: `dau.${field}`,
  text,
  ...(todo ? { todo } : {}),
});

const minute = (at: Instant): number => Math.floor(epochMs(at) / MINUTE);

/** DX-05, DX-34: box 31 bears the fallback stamp with the date and hour at which the fallback began, to the minute. */
const stampObjections = ({ dau: { fallbackStartedAt }, alert }: Presented): Objection[] => {
  if (fallbackStartedAt === undefined) {
    const text = {
      en: 'half a stamp: the date and hour of the fallback’s start are missing in box 31',
      fr: 'cachet incomplet : il manque en case 31 la date et l’heure de début de la procédure de secours',
    };
    return [object('DX-05', 'fallbackStartedAt', text)];
  }
  if (alert.startedAt === undefined || minute(alert.startedAt) === minute(fallbackStartedAt)) return [];
  const text = {
    en: `the fallback began on ${alert.startedAt}, the stamp in box 31 says ${fallbackStartedAt}`,
    fr: `la procédure de secours a débuté le ${alert.startedAt}, le cachet en case 31 indique ${fallbackStartedAt}`,
  };
  return [object('DX-05', 'fallbackStartedAt', text)];
};

/** DX-05: the documents that the articles' procedures need, and those of public order; what several need, once. */
const documentObjections = ({ dau, goods }: Presented, policy: DeltaXPolicy): Objection[] => {
  const attached = new Set(dau.documents.filter(({ reference }) => reference.trim() !== '').map(({ code }) => code));
  const missing = new Map<string, Objection>();
  for (const { procedure, restrictedDocuments = [] } of articlesOf(goods)) {
    const needed = policy.neededDocuments.filter(({ procedures }) => procedures.test(procedure));
    for (const oneOf of [...needed.map((need) => need.oneOf), ...restrictedDocuments.map((code) => [code])]) {
      const [en, fr] = [oneOf.join(' or '), oneOf.join(' ou ')];
      if (missing.has(en) || oneOf.some((code) => attached.has(code))) continue;
      const text = {
        en: `procedure ${procedure} needs a document: ${en}, with its reference`,
        fr: `le régime ${procedure} exige un document : ${fr}, avec sa référence`,
      };
      missing.set(en, object('DX-05', 'documents', text));
    }
  }
  return [...missing.values()];
};

/** Bytes of articles that one event takes: the log's append holds a mebibyte, with the rest of the lodging. */
const MOST_BYTES = 900_000;

/** DX-05: as many articles as the document says, and no more than a declaration has. */
const articleObjections = ({ dau, goods }: Presented): Objection[] => {
  const count = articlesOf(goods).length;
  const split = {
    en: 'lodge the others on a DAU of their own number',
    fr: 'déposez les autres sur un DAU portant son propre numéro',
  };
  if (count > MOST_ARTICLES) {
    const text = {
      en: `a declaration has at most ${MOST_ARTICLES} articles, and these are ${count}`,
      fr: `une déclaration compte ${MOST_ARTICLES} articles au plus, et il y en a ${count}`,
    };
    return [{ rule: 'DX-05', field: 'furtherArticles', text, todo: split }];
  }
  const bytes = Buffer.byteLength(JSON.stringify(goods.furtherArticles ?? []));
  if (bytes > MOST_BYTES) {
    const text = {
      en: `the articles take ${bytes} bytes, and ${MOST_BYTES} are recorded at most`,
      fr: `les articles occupent ${bytes} octets, et ${MOST_BYTES} au plus sont enregistrés`,
    };
    return [{ rule: 'DX-05', field: 'furtherArticles', text, todo: split }];
  }
  if (dau.articles === undefined || dau.articles === count) return [];
  const text = {
    en: `the document says ${dau.articles} articles, and ${count} came with it`,
    fr: `le document indique ${dau.articles} articles, et ${count} l’accompagnent`,
  };
  const todo = {
    en: 'give each article after the first in “furtherArticles”, in the order of the list',
    fr: 'donnez chaque article après le premier dans « furtherArticles », dans l’ordre de la liste',
  };
  return [object('DX-05', 'articles', text, todo)];
};

/** DX-06: pre-authenticated on the operator's premises, or stamped by the office in box A: else it is not valid. */
const authenticationObjections = ({ dau, header, alert, now }: Presented): Objection[] => {
  const { authentication, box, stampedAt } = dau;
  const found = stampMarkObjections(dau, { expected: header.officeOfClearance, path: 'dau.' });
  const say = (field: string, en: string, fr: string, todo?: Text): void => {
    found.push(object('DX-06', field, { en, fr }, todo));
  };
  if (authentication === 'pre-authenticated') {
    if (header.presentation !== 'premises') {
      say(
        'authentication',
        'pre-authentication is for goods cleared on the operator’s own premises',
        'la pré-authentification vaut pour le dédouanement dans les locaux de l’opérateur',
        { en: 'have box A stamped by the office', fr: 'faites apposer le cachet du bureau en case A' },
      );
    }
    if (stampedAt !== undefined) {
      say(
        'stampedAt',
        'the stamp of a pre-authentication bears no date',
        'le cachet de pré-authentification est sans date',
      );
    }
    return found;
  }
  if (box !== 'A') say('box', 'the office stamps box A', 'le bureau appose son cachet en case A');
  return [...found, ...stampDateObjections(stampedAt, { startedAt: alert.startedAt, now, path: 'dau.' })];
};

/** DX-11: where the EAD can't be printed, copy 3 travels with the goods. */
const copyObjections = ({ dau: { eadPrinted, copy3WithGoods } }: Presented): Objection[] =>
  eadPrinted || copy3WithGoods
    ? []
    : [
        object('DX-11', 'copy3WithGoods', {
          en: 'the EAD can’t be printed: copy 3 travels with the goods to the office of exit',
          fr: 'l’EAD ne peut être imprimé : l’exemplaire 3 accompagne les marchandises jusqu’au bureau de sortie',
        }),
      ];

/** DX-05, DX-06, DX-11: what a DAU E/S bears beside the declaration's data, every fault at once. */
export const dauObjections = (presented: Presented, policy: DeltaXPolicy): Objection[] => [
  ...articleObjections(presented),
  ...stampObjections(presented),
  ...documentObjections(presented, policy),
  ...authenticationObjections(presented),
  ...copyObjections(presented),
];
