import { useEffect, useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';

/** Whether the page is live; while it is not, when it tries again. */
export const ConnectionState = () => {
  const { t } = useWords();
  const { connection } = useLive();
  const [now, setNow] = useState(() => performance.now());
  const waiting = connection.kind === 'waiting';
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [waiting]);
  const seconds = waiting ? Math.max(1, Math.ceil((connection.retryAt - now) / 1_000)) : 0;
  const says =
    connection.kind === 'waiting' ? t('connection.reconnecting', { seconds }) : t(`connection.${connection.kind}`);
  return (
    <p className={`connection ${connection.kind}`} data-testid="connection" data-state={connection.kind}>
      <span className="dot" aria-hidden="true" />
      {says}
    </p>
  );
};
