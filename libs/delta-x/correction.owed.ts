import type { RuleId } from '#libs/kernel';
import { evolveReintegration } from '#libs/reintegration';
import type { CancellationStatus, Cancelling } from './cancellation.state.js';
import { aboutOf, isUnderControl, type Clearing } from './clearance.state.js';
import type { CorrectedPaper } from './corrected-paper.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import { isOwed } from './owed-at-lodging.js';
import { excludeOwed, type Owing } from './owing.js';
import { reopened } from './prior-after-paper.js';

type Lodged = DeclarationLodged['data'];
type State = Clearing & Owing & Cancelling;

const FIRST_STANDS: readonly (CancellationStatus | undefined)[] = ['due', 'requested', 'refused'];

/** DX-22, DX-23: the value as it is on paper decides what is owed. */
export const owedNow = (lodged: Lodged, { paper, valueEur }: CorrectedPaper, state: State): DeclarationEvent[] => {
  const { reintegration: owed, cancellation } = state;
  const isNow = isOwed(valueEur, paper.lodgedAt);
  if (owed.status !== 'excluded') {
    if (isNow) return [];
    const again = reopened(state, ['DX-23', 'DX-28']);
    const reintegration = again.reduce(evolveReintegration, owed);
    return [...again, ...excludeOwed({ reintegration }, ['DX-23'], 'evn-kept-in-stock-records')];
  }
  if (!isNow) return [];
  const subject = { ...aboutOf(lodged), system: 'delta-x' } as const;
  const holds = [
    ...(FIRST_STANDS.includes(cancellation?.status) ? (['cancel-first'] as const) : []),
    ...(isUnderControl(state) ? (['under-control'] as const) : []),
  ];
  const { submission } = owed;
  const dueBy = lodged.globalisation?.endsAt;
  const rules: RuleId[] = ['DX-21', 'DX-22'];
  return [
    { type: 'ExclusionWithdrawn', data: { ...subject, because: 'evn-kept-in-stock-records' }, rules: ['DX-22'] },
    {
      type: 'ObligationOpened',
      data: {
        ...subject,
        holds,
        ...(dueBy === undefined ? {} : { dueBy }),
        ...(submission === undefined ? {} : { submission }),
      },
      rules,
    },
  ];
};
