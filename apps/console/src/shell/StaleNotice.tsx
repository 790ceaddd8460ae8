import { useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';
import { useProductNow } from '../live/useProductNow.js';
import { formatInstant } from '../time/format.js';

/** Says so while the figures stand still, with the time that they are of. */
export const StaleNotice = () => {
  const { t, language } = useWords();
  const { connection } = useLive();
  const now = useProductNow();
  const [since, setSince] = useState<number>();
  const live = connection.kind === 'live';
  if (live && since !== undefined) setSince(undefined);
  if (!live && since === undefined && now !== undefined) setSince(now);
  if (live || since === undefined) return null;
  return (
    <p className="stale" role="status">
      {t('connection.stale', { time: formatInstant(since, language, 'Europe/Paris') })}
    </p>
  );
};
