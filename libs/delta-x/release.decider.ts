import { refuse, type Instant, type Refusal, type RuleId } from '#libs/kernel';
import { hasRestricted } from './article.js';
import type { GoodsReleased } from './clearance.events.js';
import { aboutOf, isUnderControl, type Clearing } from './clearance.state.js';
import { refuseWithheld, requireLodged, throwFirst, type ActCommon } from './control.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { Lodging } from './lodge.js';
import { actObjections, instantObjections, otherOffice } from './official-act.js';
import { isOfficeOpen, STARTING_OFFICES } from './offices.js';
import { liftUnderControl, type Owing } from './owing.js';

/** The service releases, by its stamp or in words. */
export type ReleaseGoods = {
  readonly type: 'ReleaseGoods';
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
  /** Officers are there outside the office's opening hours. */
  readonly servicePresent: boolean;
} & ActCommon;
/** The operator disposes of goods on its own premises. */
export type TakeGoods = { readonly type: 'TakeGoods'; readonly at: Instant } & ActCommon;
export type ReleaseCommand = ReleaseGoods | TakeGoods;

type State = Lodging & Clearing & Owing;

const released = (rule: RuleId, at: Instant): Refusal =>
  refuse(rule, { en: `released already, on ${at}`, fr: `mainlevée déjà donnée le ${at}` });

/** DX-33: the goods go only once a control is recorded, and satisfactory. */
const refuseUnlessControlled = ({ control }: Clearing): void => {
  if (control?.result === 'satisfactory') return;
  const isRecorded = control?.result !== undefined;
  throw refuse(
    'DX-33',
    !isRecorded
      ? {
          en: 'selected for control, and no control is recorded yet',
          fr: 'sélectionné pour contrôle, sans contrôle enregistré',
        }
      : { en: 'the control found something amiss', fr: 'le contrôle n’est pas satisfaisant' },
    {
      todo: isRecorded
        ? {
            en: 'once what is amiss is settled, record a second control, then the release; where no release comes, record that the goods are withheld',
            fr: 'une fois l’irrégularité levée, enregistrez un second contrôle, puis la mainlevée ; si aucune mainlevée ne vient, enregistrez que la marchandise est retenue définitivement',
          }
        : {
            en: 'record the control and its result; “waived” where none was made',
            fr: 'enregistrez le contrôle et son résultat ; « waived » si aucun n’a été fait',
          },
    },
  );
};

const onPremises = ({ presentation }: DeclarationLodged['data']): boolean => presentation === 'premises';

/** DX-14: restricted goods on the operator's premises go in opening hours, or with the service there. */
const refuseOutOfHours = (
  { at, servicePresent, offices = STARTING_OFFICES }: ReleaseGoods,
  lodged: DeclarationLodged['data'],
): void => {
  if (!onPremises(lodged) || !hasRestricted(lodged) || servicePresent) return;
  if (isOfficeOpen(offices, lodged.officeOfClearance, at)) return;
  throw refuse(
    'DX-14',
    {
      en: `${lodged.officeOfClearance} is closed at ${at}: restricted goods are released in its opening hours`,
      fr: `${lodged.officeOfClearance} est fermé le ${at} : les marchandises soumises à restriction reçoivent la mainlevée aux heures d’ouverture`,
    },
    {
      field: 'at',
      todo: {
        en: 'wait for the office to open, or say that the service is present',
        fr: 'attendez l’ouverture du bureau, ou indiquez que le service est présent',
      },
    },
  );
};

/** DX-14, DX-15, DX-33: an act of the office, on the operator's premises or elsewhere; the only one after a selection. */
const releaseGoods = (command: ReleaseGoods, state: State): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { office, officer, at, now, offices = STARTING_OFFICES, manifestReleasedAt } = command;
  const { control, release } = state;
  const place: RuleId = onPremises(lodged) ? 'DX-14' : 'DX-15';
  const rule: RuleId = isUnderControl(state) ? 'DX-33' : place;
  if (release?.office === office && release.at === at) return [];
  if (state.withheld) throw refuseWithheld();
  const before = release?.at ?? (control ? undefined : manifestReleasedAt);
  if (before !== undefined && release?.by !== 'taken') throw released(rule, before);
  const notBefore = control?.controlledAt ?? control?.selectedAt ?? lodged.lodgedAt;
  throwFirst([
    ...actObjections({ office, officer, at }, { rule, notBefore, now, offices, field: 'at' }),
    ...(office.trim() === '' ? [] : otherOffice(rule, office, lodged.officeOfClearance)),
  ]);
  if (isUnderControl(state)) refuseUnlessControlled(state);
  refuseOutOfHours(command, lodged);
  const by = isUnderControl(state)
    ? 'after-control'
    : lodged.form === 'dau' && !onPremises(lodged)
      ? 'stamp'
      : 'explicit';
  const event: GoodsReleased = {
    type: 'GoodsReleased',
    data: { ...aboutOf(lodged), by, office, officer, releasedAt: at },
    rules: rule === 'DX-33' ? ['DX-33', place] : [rule],
  };
  return [event, ...liftUnderControl(state, `${office}, ${at}`)];
};

/** DX-14: unrestricted goods on the operator's own premises, day and night; anything else needs the office. */
const takeGoods = ({ at, now, manifestReleasedAt }: TakeGoods, state: State): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  if (isUnderControl(state)) {
    throw refuse('DX-33', {
      en: 'selected for control: only the service releases it',
      fr: 'sélectionné pour contrôle : seul le service donne la mainlevée',
    });
  }
  if (state.release ?? manifestReleasedAt) return [];
  if (!onPremises(lodged)) {
    throw refuse(
      'DX-15',
      {
        en: 'goods that are not presented on your own premises are released by the office',
        fr: 'hors présentation dans vos locaux, la mainlevée est donnée par le bureau',
      },
      { todo: { en: 'turn to the office for its stamp', fr: 'rapprochez-vous du bureau pour son cachet' } },
    );
  }
  if (hasRestricted(lodged)) {
    throw refuse(
      'DX-14',
      {
        en: 'restricted goods need the explicit release of the service',
        fr: 'les marchandises soumises à restriction exigent une mainlevée explicite du service',
      },
      { todo: { en: 'ask the office in its opening hours', fr: 'demandez-la au bureau à ses heures d’ouverture' } },
    );
  }
  throwFirst(instantObjections(at, { rule: 'DX-14', notBefore: lodged.lodgedAt, now, field: 'at' }));
  return [{ type: 'GoodsTaken', data: { ...aboutOf(lodged), takenAt: at }, rules: ['DX-14'] }];
};

export const decideRelease = (command: ReleaseCommand, state: State): readonly DeclarationEvent[] =>
  command.type === 'ReleaseGoods' ? releaseGoods(command, state) : takeGoods(command, state);
