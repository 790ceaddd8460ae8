import { Alerts } from '../alerts/Alerts.js';
import type { DeclarationFilter } from '../api/calls.js';
import { Attention } from '../attention/Attention.js';
import { Campaigns } from '../campaigns/Campaigns.js';
import { Declarations } from '../declarations/Declarations.js';
import { useListAddress } from '../declarations/useListAddress.js';
import { byConcern, type LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { EmptyState } from './EmptyState.js';

interface BoardProps {
  readonly state: LiveState;
  readonly claims: Claims;
}

/** Everything at a glance: what runs, how it goes, who must act, and every declaration. */
export const Board = ({ state, claims }: BoardProps) => {
  const { onShow } = useListAddress();
  if (state.alerts.length === 0 && state.campaigns.length === 0) return <EmptyState claims={claims} />;
  const inView = new Set(byConcern(state).current.map(({ alertId }) => alertId));
  const show = (chosen: DeclarationFilter): void => {
    onShow(chosen);
    document.getElementById('declarations')?.scrollIntoView();
  };
  return (
    <>
      <div className="columns">
        <Alerts state={state} claims={claims} />
        <Campaigns
          campaigns={state.campaigns.filter(({ alertId }) => inView.has(alertId))}
          state={state}
          claims={claims}
        />
      </div>
      <Attention groups={state.attention} claims={claims} onShowAll={show} />
      <Declarations />
    </>
  );
};
