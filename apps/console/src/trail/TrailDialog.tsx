import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemError } from '../api/problem.js';
import type { AlertRow } from '../api/rows.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Claims } from '../session/claims.js';
import { zoneOf } from '../time/zones.js';
import { Dialog } from '../ui/Dialog.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { AsOfView } from './AsOfView.js';
import { recordedBy, type AsOf } from './as-of.js';
import { DeclarationActions } from './DeclarationActions.js';
import { readRoute, type Route } from './route.js';
import { Timeline } from './Timeline.js';

const useRoute = (): Route | undefined => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return readRoute(hash);
};

const close = (): void => {
  history.pushState(null, '', `${location.pathname}${location.search}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

interface TrailDialogProps {
  readonly alerts: readonly AlertRow[];
  readonly claims: Claims;
}

const TrailOf = ({ route, alerts, claims }: TrailDialogProps & { readonly route: Route }) => {
  const { t } = useWords();
  const calls = useCalls();
  const [asOf, setAsOf] = useState<AsOf>();
  const kind = route.kind === 'declaration' ? 'declarations' : 'alerts';
  const key = route.kind === 'declaration' ? [route.operator, route.reference] : [route.alertId];
  const { data, error, isPending } = useQuery({
    queryKey: ['trail', kind, ...key],
    queryFn: () => calls.trail(kind, key),
    retry: false,
  });
  const alert = route.kind === 'alert' ? alerts.find(({ alertId }) => alertId === route.alertId) : undefined;
  const system = alert?.system ?? 'delta-x';
  const zone = zoneOf(system);
  const title =
    route.kind === 'declaration'
      ? t('trail.declaration', { reference: route.reference })
      : t('trail.alert', { system: t(`system.${system}`) });
  const forbidden = error instanceof ProblemError && error.problem.status === 403;
  return (
    <Dialog title={title} onClose={close} wide>
      {route.kind === 'declaration' && (
        <DeclarationActions operator={route.operator} reference={route.reference} claims={claims} />
      )}
      {isPending && <p className="hint">{t('app.loading')}</p>}
      {forbidden ? <p role="alert">{t('trail.forbidden')}</p> : error && <ProblemNote error={error} />}
      {data && (
        <div className="trail">
          <AsOfView view={kind} rowKey={key} items={data.items} zone={zone} asOf={asOf} onChange={setAsOf} />
          <Timeline items={data.items} recorded={recordedBy(asOf, data.items)} zone={zone} />
        </div>
      )}
    </Dialog>
  );
};

/** The history that the address names, in front of the page. */
export const TrailDialog = (props: TrailDialogProps) => {
  const route = useRoute();
  return route && <TrailOf key={JSON.stringify(route)} route={route} {...props} />;
};
