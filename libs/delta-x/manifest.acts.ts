import { Refusal, refuse, type Instant, type Objection } from '#libs/kernel';
import type { ManifestHeader } from './delta-x.events.js';
import { exitCase } from './exit-case.js';
import type { EndorsedCopy, ManifestEndorsed, ManifestStamped, ReleaseStamp } from './manifest.events.js';
import { actObjections, otherOffice } from './official-act.js';
import { STARTING_OFFICES, type OfficeRegister } from './offices.js';

interface Act {
  readonly office: string;
  readonly officer: string;
  readonly now: Instant;
  readonly offices?: OfficeRegister;
}
export type StampManifest = {
  readonly type: 'StampManifest';
  readonly stampedAt: Instant;
  /** References of the lines selected for control: the stamp does not release these (DX-15). */
  readonly selected: readonly string[];
} & Act;
export type EndorseManifest = {
  readonly type: 'EndorseManifest';
  readonly endorsedAt: Instant;
  /** The lines that leave with this copy; all that were not selected for control when absent. */
  readonly only?: readonly string[] | undefined;
} & Act;

/** A manifest as its own acts find it. */
export interface LodgedManifest {
  readonly header: ManifestHeader;
  readonly stamp?: ReleaseStamp;
  readonly visas?: readonly EndorsedCopy[];
}

const throwIfAny = (objections: readonly Objection[]): void => {
  const [first, ...more] = objections;
  if (first) throw new Refusal([first, ...more]);
};

const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === a.length;

/** DX-15: the office's stamp is the release of every line that is not selected for control. */
export const stamp = (command: StampManifest, { header, stamp: before }: LodgedManifest): ManifestStamped[] => {
  const { office, officer, stampedAt, selected, now, offices = STARTING_OFFICES } = command;
  throwIfAny([
    ...actObjections(
      { office, officer, at: stampedAt },
      { rule: 'DX-15', notBefore: header.lodgedAt, now, offices, field: 'stampedAt' },
    ),
    ...(office.trim() === '' ? [] : otherOffice('DX-15', office, header.officeOfClearance)),
  ]);
  if (before) {
    if (before.office === office && before.stampedAt === stampedAt && sameList(before.selected, selected)) return [];
    throw refuse(
      'DX-15',
      { en: `stamped already, on ${before.stampedAt}`, fr: `déjà visé par cachet le ${before.stampedAt}` },
      {
        todo: {
          en: 'a line selected for control is released by itself',
          fr: 'un envoi sélectionné pour contrôle reçoit sa propre mainlevée',
        },
      },
    );
  }
  const { certifiedBy, rule } = exitCase(header);
  const { manifestId, alertId } = header;
  return [
    {
      type: 'ManifestStamped',
      data: { manifestId, alertId, office, officer, stampedAt, selected: [...new Set(selected)] },
      rules: certifiedBy === 'release-stamp' ? ['DX-15', rule] : ['DX-15'],
    },
  ];
};

/** Lines of `only` that a visa can't cover: they left already, or are in the hands of the service. */
const notLeaving = ({ only }: EndorseManifest, { stamp: released, visas = [] }: LodgedManifest): string[] => {
  const gone = new Set(visas.flatMap((visa) => visa.only ?? []));
  const held = new Set(released?.selected);
  return (only ?? []).filter((reference) => gone.has(reference) || held.has(reference));
};

/** DX-16: the visa of the French office of exit on a copy of the manifest certifies that its goods left. */
export const endorse = (command: EndorseManifest, state: LodgedManifest): ManifestEndorsed[] => {
  const { header, stamp: released, visas = [] } = state;
  const { office, officer, endorsedAt, only, now, offices = STARTING_OFFICES } = command;
  const { certifiedBy, rule } = exitCase(header);
  if (certifiedBy === 'release-stamp') {
    throw refuse(rule, {
      en: 'under transit or a single transport contract the release stamp certifies exit: no visa is needed',
      fr: 'sous transit ou contrat de transport unique, le cachet de mainlevée certifie la sortie : aucun visa requis',
    });
  }
  if (!released && header.presentation !== 'premises') {
    throw refuse(
      rule,
      { en: 'the goods are not released yet', fr: 'les marchandises n’ont pas encore la mainlevée' },
      {
        todo: { en: 'the office stamps the manifest first (DX-15)', fr: 'le bureau vise d’abord le manifeste (DX-15)' },
      },
    );
  }
  const country = header.officeOfExit.slice(0, 2);
  throwIfAny([
    ...actObjections(
      { office, officer, at: endorsedAt },
      { rule, notBefore: released?.stampedAt ?? header.lodgedAt, now, offices, field: 'endorsedAt' },
    ),
    ...(office.trim() === '' || office.startsWith(country) ? [] : otherOffice(rule, office, header.officeOfExit)),
  ]);
  const last = visas.findLast((visa) => visa.office === office && visa.endorsedAt === endorsedAt);
  if (last && sameList(last.only, only)) return [];
  const left = notLeaving(command, state);
  if (left.length > 0 || visas.some((visa) => visa.only === undefined) || (only === undefined && visas.length > 0)) {
    throw refuse(
      rule,
      {
        en: `endorsed before, or in the hands of the service: ${left.join(', ') || 'the manifest'}`,
        fr: `déjà visé, ou entre les mains du service : ${left.join(', ') || 'le manifeste'}`,
      },
      { field: 'only' },
    );
  }
  const { manifestId, alertId } = header;
  return [
    {
      type: 'ManifestEndorsed',
      data: { manifestId, alertId, office, officer, endorsedAt, ...(only ? { only: [...new Set(only)] } : {}) },
      rules: [rule],
    },
  ];
};
