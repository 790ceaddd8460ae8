import { refuse, type Instant } from '#libs/kernel';
import { evolveReintegration } from '#libs/reintegration';
import type { WithheldBecause } from './clearance.events.js';
import { aboutOf, isUnderControl, type Clearing } from './clearance.state.js';
import { requireLodged, throwFirst, type ActCommon } from './control.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { Lodging } from './lodge.js';
import { actObjections, otherOffice } from './official-act.js';
import { STARTING_OFFICES } from './offices.js';
import { excludeOwed, type Owing } from './owing.js';
import { reopened } from './prior-after-paper.js';

/** The service will not release them: seized, abandoned, destroyed, returned. */
export type WithholdGoods = {
  readonly type: 'WithholdGoods';
  readonly because: WithheldBecause;
  readonly office: string;
  readonly officer: string;
  readonly at: Instant;
  /** The reference of the service's act; needed where none of the causes says it. */
  readonly note?: string | undefined;
} & ActCommon;

type State = Lodging & Clearing & Owing;

/** DX-33: no re-integration without a release; where there will be none, nothing is owed any more. */
export const withholdGoods = (command: WithholdGoods, state: State): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { because, office, officer, at, note = '', now, offices = STARTING_OFFICES } = command;
  const { control, release, withheld, reintegration: owed } = state;
  if (withheld) return [];
  if (!control || release || !isUnderControl(state)) {
    throw refuse(
      'DX-33',
      {
        en: 'only goods under control, and not released, are withheld',
        fr: 'seule une marchandise sous contrôle, sans mainlevée, peut être retenue définitivement',
      },
      { todo: { en: 'select them for control first', fr: 'sélectionnez-les d’abord pour contrôle' } },
    );
  }
  if (control.result !== 'unsatisfactory') {
    throw refuse(
      'DX-33',
      { en: 'no control has found anything amiss', fr: 'aucun contrôle n’a relevé d’irrégularité' },
      { todo: { en: 'record what the control found', fr: 'enregistrez le résultat du contrôle' } },
    );
  }
  if (owed.status === 'attempting' || (owed.status === 'owed' && owed.unsure)) {
    throw refuse(
      'DX-33',
      {
        en: 'it has been sent, and the answer is not known yet',
        fr: 'elle a été transmise, et la réponse n’est pas encore connue',
      },
      { todo: { en: 'record it once customs has answered', fr: 'enregistrez-le une fois la réponse reçue' } },
    );
  }
  if (because === 'other' && note.trim() === '') {
    throw refuse(
      'DX-33',
      { en: 'say what became of them', fr: 'indiquez ce qu’elles sont devenues' },
      { field: 'note' },
    );
  }
  const notBefore = control.controlledAt ?? control.selectedAt;
  throwFirst([
    ...actObjections({ office, officer, at }, { rule: 'DX-33', notBefore, now, offices, field: 'at' }),
    ...(office.trim() === '' ? [] : otherOffice('DX-33', office, lodged.officeOfClearance)),
  ]);
  const said = note.trim() === '' ? {} : { note };
  const again = reopened(state, ['DX-33']);
  const reintegration = again.reduce(evolveReintegration, owed);
  return [
    {
      type: 'GoodsWithheld',
      data: { ...aboutOf(lodged), because, office, officer, withheldAt: at, ...said },
      rules: ['DX-33'],
    },
    ...again,
    ...excludeOwed({ reintegration }, ['DX-33'], 'goods-not-released'),
  ];
};
