import { refuse, type Instant, type Refusal, type RuleId } from '#libs/kernel';
import { exitCase } from './exit-case.js';
import { sameList, throwIfAny, type LodgedManifest, type ManifestAct } from './manifest.acts.js';
import type { Coverage, ManifestEndorsed } from './manifest.events.js';
import { actObjections, otherOffice } from './official-act.js';
import { STARTING_OFFICES } from './offices.js';

/** A line that is to leave with a copy, as its own acts and its manifest's find it. */
export interface LineLeaving {
  readonly reference: string;
  /** Absent where nobody has released it. */
  readonly releasedAt?: Instant | undefined;
  /** What certifies its exit already. */
  readonly visa?: { readonly office: string; readonly at: Instant } | undefined;
}

export type EndorseManifest = {
  readonly type: 'EndorseManifest';
  readonly endorsedAt: Instant;
  /** The lines that leave with this copy; all that were not selected for control when absent. */
  readonly only?: readonly string[] | undefined;
  /** Those of `only` that are on the manifest, read by the caller. */
  readonly lines?: readonly LineLeaving[] | undefined;
  /** The lines that are there, read likewise. */
  readonly covers?: Coverage | undefined;
} & ManifestAct;

const SHOWN = 10;

const named = (references: readonly string[]): string =>
  references.length <= SHOWN
    ? references.join(', ')
    : `${references.slice(0, SHOWN).join(', ')} … (${references.length})`;

const onLines = (rule: RuleId, en: string, fr: string): Refusal => refuse(rule, { en, fr }, { field: 'only' });

/** @throws Refusal where a line that is named is not there, not released, or gone already */
const refuseLines = ({ only, lines, endorsedAt }: EndorseManifest, rule: RuleId): void => {
  if (!only) return;
  if (only.length === 0) throw onLines(rule, 'a visa of no line at all', 'un visa sans aucun envoi');
  if (!lines) return;
  const there = new Map(lines.map((line) => [line.reference, line]));
  const strange = only.filter((reference) => !there.has(reference));
  if (strange.length > 0) {
    throw onLines(rule, `not on this manifest: ${named(strange)}`, `absents de ce manifeste : ${named(strange)}`);
  }
  const gone = lines.find(({ visa }) => visa);
  if (gone?.visa) {
    const { office, at } = gone.visa;
    throw onLines(
      rule,
      `${gone.reference} is endorsed already, by ${office} on ${at}`,
      `${gone.reference} est déjà visé par ${office} le ${at}`,
    );
  }
  const kept = lines.filter(({ releasedAt }) => releasedAt === undefined || endorsedAt < releasedAt);
  if (kept.length === 0) return;
  const references = named(kept.map(({ reference }) => reference));
  throw onLines(rule, `not released by then: ${references}`, `sans mainlevée à cette date : ${references}`);
};

/** Lines of `only` that a visa can't cover: they left already, or are in the hands of the service. */
const notLeaving = ({ only }: EndorseManifest, { stamp: released, visas = [] }: LodgedManifest): string[] => {
  const gone = new Set(visas.flatMap((visa) => visa.only ?? []));
  const held = new Set(released?.selected);
  return (only ?? []).filter((reference) => gone.has(reference) || held.has(reference));
};

/** @throws Refusal where no visa belongs on this manifest, or not yet */
const refuseTooEarly = ({ header, stamp: released }: LodgedManifest): void => {
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
};

/** DX-16: the visa of the French office of exit on a copy of the manifest certifies that its goods left. */
export const endorse = (command: EndorseManifest, state: LodgedManifest): ManifestEndorsed[] => {
  const { header, stamp: released, visas = [] } = state;
  const { office, officer, endorsedAt, only, covers, now, offices = STARTING_OFFICES } = command;
  const { rule } = exitCase(header);
  refuseTooEarly(state);
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
  refuseLines(command, rule);
  const left = notLeaving(command, state);
  if (left.length > 0 || visas.some((visa) => visa.only === undefined) || (only === undefined && visas.length > 0)) {
    const [first] = visas;
    const by = first
      ? { en: ` by ${first.office} on ${first.endorsedAt}`, fr: ` par ${first.office} le ${first.endorsedAt}` }
      : { en: '', fr: '' };
    throw refuse(
      rule,
      {
        en: `endorsed before${by.en}, or in the hands of the service: ${named(left) || 'the manifest'}`,
        fr: `déjà visé${by.fr}, ou entre les mains du service : ${named(left) || 'le manifeste'}`,
      },
      { field: 'only' },
    );
  }
  const { manifestId, alertId } = header;
  return [
    {
      type: 'ManifestEndorsed',
      data: {
        ...{ manifestId, alertId, office, officer, endorsedAt },
        ...(only ? { only: [...new Set(only)] } : covers && { covers }),
      },
      rules: [rule],
    },
  ];
};
