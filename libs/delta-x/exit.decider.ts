import { refuse, type Instant } from '#libs/kernel';
import { aboutOf, isUnderControl, type Clearing } from './clearance.state.js';
import { requireLodged, throwFirst, type ActCommon } from './control.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import { exitCase, type ExitDocument } from './exit-case.js';
import type { Lodging } from './lodge.js';
import { actObjections, otherOffice } from './official-act.js';
import { STARTING_OFFICES } from './offices.js';
import type { Owing } from './owing.js';
import { decideRectification, type RecordRectification } from './rectification.decider.js';

export type EndorseExit = {
  readonly type: 'EndorseExit';
  /** The paper that bears the visa; the one that the case asks for when absent. */
  readonly on?: ExitDocument | undefined;
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
  /** The list of articles goes with it. */
  readonly articleList: boolean;
} & ActCommon;

export type ExitCommand = EndorseExit | RecordRectification;

/** DX-11, DX-16, DX-17: the visa of the office of exit, on goods that are released. */
const endorse = (command: EndorseExit, state: Lodging & Clearing): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { office, officer, at, articleList, now, offices = STARTING_OFFICES, manifestReleasedAt } = command;
  const { certifiedBy, on: expected, rule } = exitCase(lodged);
  const { on = expected } = command;
  if (certifiedBy === 'release-stamp') {
    throw refuse(rule, {
      en: 'under transit or a single transport contract the release stamp certifies exit: no visa is needed',
      fr: 'sous transit ou contrat de transport unique, le cachet de mainlevée certifie la sortie : aucun visa requis',
    });
  }
  const before = state.visa ?? command.manifestVisa;
  if (before) {
    if (before.office === office && before.at === at) return [];
    const { en, fr } = state.visa ? { en: '', fr: '' } : { en: ' with its manifest', fr: ' avec son manifeste' };
    throw refuse(rule, {
      en: `endorsed already${en}, by ${before.office} on ${before.at}`,
      fr: `déjà visé${fr} par ${before.office} le ${before.at}`,
    });
  }
  // A line under control left its manifest's stamp behind: only its own release counts.
  const releasedAt = state.release?.at ?? (state.control ? undefined : manifestReleasedAt);
  if (isUnderControl(state) || releasedAt === undefined) {
    throw refuse(
      rule,
      { en: 'the goods are not released yet', fr: 'les marchandises n’ont pas encore la mainlevée' },
      { todo: { en: 'the release comes first (DX-14, DX-15)', fr: 'la mainlevée vient d’abord (DX-14, DX-15)' } },
    );
  }
  if (on !== expected) {
    throw refuse(
      state.dau?.copy3WithGoods ? 'DX-11' : rule,
      {
        en: `the visa belongs on the paper that travels with the goods: ${expected}`,
        fr: `le visa s’appose sur le document qui accompagne les marchandises : ${expected}`,
      },
      { field: 'on' },
    );
  }
  if (rule === 'DX-17' && lodged.form === 'records' && state.release?.by === 'taken') {
    throw refuse(rule, {
      en: 'the office of export endorses it before another Member State does',
      fr: 'le bureau d’exportation vise avant le bureau d’un autre État membre',
    });
  }
  if (rule === 'DX-17' && (state.dau?.articles ?? 1) > 1 && !articleList) {
    throw refuse(
      rule,
      {
        en: 'the DAU has a list of articles: it is presented with it',
        fr: 'le DAU est présenté avec sa liste d’articles',
      },
      { field: 'articleList' },
    );
  }
  const sameCountry = office.startsWith(lodged.officeOfExit.slice(0, 2));
  throwFirst([
    ...actObjections({ office, officer, at }, { rule, notBefore: releasedAt, now, offices, field: 'at' }),
    ...(office.trim() === '' || sameCountry ? [] : otherOffice(rule, office, lodged.officeOfExit)),
  ]);
  return [
    {
      type: 'ExitEndorsed',
      data: { ...aboutOf(lodged), on, office, officer, endorsedAt: at, articleList },
      rules: state.dau?.copy3WithGoods ? [rule, 'DX-11', 'DX-30'] : [rule, 'DX-30'],
    },
  ];
};

export const decideExit = (command: ExitCommand, state: Lodging & Clearing & Owing): readonly DeclarationEvent[] =>
  command.type === 'EndorseExit' ? endorse(command, state) : decideRectification(command, state);
