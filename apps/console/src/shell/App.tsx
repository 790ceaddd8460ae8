import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { LanguageProvider, useWords, type Spoken } from '../i18n/LanguageContext.js';
import { LiveProvider } from '../live/LiveContext.js';
import { SessionProvider, useSession } from '../session/SessionContext.js';
import { TokenForm } from '../session/TokenForm.js';
import { Header } from './Header.js';
import { Page } from './Page.js';

const SkipLink = () => {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="skip"
      onClick={() => {
        document.getElementById('content')?.focus();
      }}
    >
      {t('app.skip')}
    </button>
  );
};

/** What one person sees: other persons' answers are not kept. */
const SignedIn = ({ token }: { readonly token: string }) => {
  const { session } = useSession();
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 1_000 } } }));
  return (
    <QueryClientProvider client={queries}>
      <LiveProvider token={token}>
        <Header live />
        {session.kind === 'person' && <Page claims={session.claims} />}
      </LiveProvider>
    </QueryClientProvider>
  );
};

const Shown = () => {
  const { t } = useWords();
  const { session } = useSession();
  if (session.kind === 'person') return <SignedIn key={session.person ?? session.claims.sub} token={session.token} />;
  return (
    <>
      <Header live={false} />
      <main id="content" tabIndex={-1}>
        {session.kind === 'loading' && <p className="hint">{t('app.loading')}</p>}
        {session.kind === 'unreachable' && (
          <p className="problem" role="alert">
            {t('session.unreachable')}
          </p>
        )}
        {session.kind === 'token-needed' && <TokenForm refused={session.refused} />}
      </main>
    </>
  );
};

export const App = ({ first }: { readonly first: Spoken }) => (
  <LanguageProvider first={first}>
    <SessionProvider>
      <SkipLink />
      <Shown />
    </SessionProvider>
  </LanguageProvider>
);
