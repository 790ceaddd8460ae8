import { Refusal, refuse, type Instant, type Objection, type RuleId } from '#libs/kernel';
import type { ManifestHeader } from './delta-x.events.js';
import { exitCase } from './exit-case.js';
import type { Coverage, EndorsedCopy, ManifestStamped, ReleaseStamp } from './manifest.events.js';
import { actObjections, otherOffice } from './official-act.js';
import { isOfficeOpen, STARTING_OFFICES, type OfficeRegister } from './offices.js';

export interface ManifestAct {
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
  /** The lines that are there, read by the caller. */
  readonly covers?: Coverage | undefined;
  /** Lines that the papers in force show, read likewise; absent where none was issued. */
  readonly onPaper?: number | undefined;
  /** Officers are there outside the office's opening hours. */
  readonly servicePresent?: boolean | undefined;
} & ManifestAct;

/** A manifest as its own acts find it. */
export interface LodgedManifest {
  readonly header: ManifestHeader;
  readonly stamp?: ReleaseStamp;
  readonly visas?: readonly EndorsedCopy[];
}

export const throwIfAny = (objections: readonly Objection[]): void => {
  const [first, ...more] = objections;
  if (first) throw new Refusal([first, ...more]);
};

export const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === a.length;

/** DX-14: on the operator's premises restricted goods go in opening hours, or with the service there. */
const leavesOutRestricted = (
  { stampedAt, servicePresent = false, offices = STARTING_OFFICES }: StampManifest,
  { presentation, officeOfClearance }: ManifestHeader,
): boolean => presentation === 'premises' && !servicePresent && !isOfficeOpen(offices, officeOfClearance, stampedAt);

const nothingThere = (): Refusal =>
  refuse(
    'DX-15',
    { en: 'no line is lodged on this manifest', fr: 'aucun envoi n’est déposé sur ce manifeste' },
    { field: 'manifestId', todo: { en: 'lodge its lines first', fr: 'déposez d’abord ses envois' } },
  );

/** The stamp stands on a paper, which shows every line that it covers (DX-15, DX-28). */
const refusePaperOfBefore = ({ covers, onPaper }: StampManifest): void => {
  if (covers === undefined || onPaper === undefined || covers.lines === onPaper) return;
  throw refuse(
    'DX-15',
    {
      en: `its paper shows ${onPaper} of ${covers.lines} lines`,
      fr: `son document présente ${onPaper} envoi(s) sur ${covers.lines}`,
    },
    {
      field: 'manifestId',
      todo: {
        en: 'issue every part, and replace what is out of date: the new version names the old',
        fr: 'établissez chaque partie, et remplacez celle qui n’est plus à jour : la nouvelle version nomme l’ancienne',
      },
    },
  );
};

/** DX-15: the office's stamp is the release of every line that is not selected for control. */
export const stamp = (command: StampManifest, { header, stamp: before }: LodgedManifest): ManifestStamped[] => {
  const { office, officer, stampedAt, selected, covers, now, offices = STARTING_OFFICES } = command;
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
  if (covers?.lines === 0) throw nothingThere();
  refusePaperOfBefore(command);
  const { certifiedBy, rule } = exitCase(header);
  const unrestrictedOnly = leavesOutRestricted(command, header);
  const rules: readonly RuleId[] = [
    'DX-15',
    ...(unrestrictedOnly ? (['DX-14'] as const) : []),
    ...(certifiedBy === 'release-stamp' ? [rule] : []),
  ];
  const { manifestId, alertId } = header;
  const data = {
    ...{ manifestId, alertId, office, officer, stampedAt, selected: [...new Set(selected)] },
    ...(covers && { covers }),
    ...(unrestrictedOnly ? { unrestrictedOnly } : {}),
  };
  return [{ type: 'ManifestStamped', data, rules }];
};
