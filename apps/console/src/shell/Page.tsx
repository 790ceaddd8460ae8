import { lazy, Suspense } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';
import type { LiveState } from '../live/live-state.js';
import type { Claims } from '../session/claims.js';
import { LoadBoundary } from '../ui/LoadBoundary.js';
import { Board } from './Board.js';
import { Navigation } from './Navigation.js';
import type { Route } from './route.js';
import { StaleNotice } from './StaleNotice.js';
import { UnknownPage } from './UnknownPage.js';
import { useRoute } from './useRoute.js';

// Who never opens a room does not load it.
const AlertPage = lazy(() => import('../alerts/AlertPage.js'));
const DeclarationPage = lazy(() => import('../declaration/DeclarationPage.js'));
const LodgingPage = lazy(() => import('../lodging/LodgingPage.js'));
const ManifestPage = lazy(() => import('../manifests/ManifestPage.js'));
const ManifestsPage = lazy(() => import('../manifests/ManifestsPage.js'));
const RulesPage = lazy(() => import('../rules/RulesPage.js'));

interface RoomProps {
  readonly route: Route;
  readonly state: LiveState;
  readonly claims: Claims;
}

const Room = ({ route, state, claims }: RoomProps) => {
  switch (route.kind) {
    case 'board':
      return <Board state={state} claims={claims} />;
    case 'alert':
      return <AlertPage key={route.alertId} alertId={route.alertId} state={state} claims={claims} />;
    case 'declaration': {
      const { operator, reference } = route;
      return <DeclarationPage key={`${operator}/${reference}`} {...{ operator, reference, claims }} />;
    }
    case 'manifest':
      return <ManifestPage key={route.manifestId} manifestId={route.manifestId} claims={claims} />;
    case 'manifests':
      return <ManifestsPage alerts={state.alerts} claims={claims} />;
    case 'lodge':
      return <LodgingPage form={route.form} alerts={state.alerts} claims={claims} />;
    case 'rules':
      return <RulesPage rule={route.rule} />;
    case 'unknown':
      return <UnknownPage />;
  }
};

/** Everything below the header, once somebody is signed in. */
export const Page = ({ claims }: { readonly claims: Claims }) => {
  const { t } = useWords();
  const { state } = useLive();
  const route = useRoute();
  const loading = <p className="hint">{t('app.loading')}</p>;
  return (
    <>
      <Navigation route={route} />
      <main id="content" tabIndex={-1}>
        <StaleNotice />
        {state ? (
          <LoadBoundary key={route.kind}>
            <Suspense fallback={loading}>
              <Room route={route} state={state} claims={claims} />
            </Suspense>
          </LoadBoundary>
        ) : (
          loading
        )}
      </main>
    </>
  );
};
