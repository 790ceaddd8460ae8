import type { ManifestEvent } from '#libs/delta-x';
import type { Instant } from '#libs/kernel';
import { minute, type Summaries } from './words.js';

/** DX-32, on a manifest or a DAU. */
export const dcgMoved = ({ reference, from, to }: { reference: string; from: Instant; to: Instant }) => ({
  en: `The DCG of ${reference} is to be validated by ${minute.en(to)} in place of ${minute.en(from)}: the outage fell in the days before`,
  fr: `La DCG de ${reference} est à valider au plus tard le ${minute.fr(to)} au lieu du ${minute.fr(from)} : la panne est survenue dans les jours précédents`,
});

/** What happened to a manifest or an entry in the records, in a line; without personal data. */
export const manifestSummaries: Summaries<ManifestEvent> = {
  ManifestLodged: ({ manifestId, officeOfClearance, lodgedAt, form }) =>
    form === 'records'
      ? {
          en: `Goods entered in the operator’s records (${manifestId}) on ${minute.en(lodgedAt)}, office ${officeOfClearance}`,
          fr: `Marchandises inscrites dans les écritures de l’opérateur (${manifestId}) le ${minute.fr(lodgedAt)}, bureau ${officeOfClearance}`,
        }
      : {
          en: `Manifest ${manifestId} lodged on paper at ${officeOfClearance} on ${minute.en(lodgedAt)}`,
          fr: `Manifeste ${manifestId} déposé sur papier à ${officeOfClearance} le ${minute.fr(lodgedAt)}`,
        },
  ManifestStamped: ({ office, stampedAt, selected, covers, unrestrictedOnly }) => {
    const few = selected.length > 0;
    const lines = covers ? { en: `, ${covers.lines} lines`, fr: `, ${covers.lines} envoi(s)` } : { en: '', fr: '' };
    return {
      en: `Stamped by ${office} on ${minute.en(stampedAt)}${lines.en}: released${few ? `, but for ${selected.length} selected for control` : ''}${unrestrictedOnly ? ', and no restricted goods: out of hours' : ''}`,
      fr: `Cachet de ${office} le ${minute.fr(stampedAt)}${lines.fr} : mainlevée${few ? `, sauf ${selected.length} envoi(s) sélectionné(s) pour contrôle` : ''}${unrestrictedOnly ? ', hors marchandises soumises à restriction : bureau fermé' : ''}`,
    };
  },
  ManifestEndorsed: ({ office, endorsedAt, only }) => ({
    en: `Visa of the office of exit ${office} on ${minute.en(endorsedAt)}${only ? `, for ${String(only.length)} lines` : ''}`,
    fr: `Visa du bureau de sortie ${office} le ${minute.fr(endorsedAt)}${only ? `, pour ${String(only.length)} envoi(s)` : ''}`,
  }),
  DcgDateMoved: dcgMoved,
};
