import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../api/problem.js';
import { useCalls } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import type { Zone } from '../time/zones.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { AsOfView } from './AsOfView.js';
import { recordedBy, type AsOf } from './as-of.js';
import { Timeline } from './Timeline.js';

interface HistoryProps {
  readonly view: 'declarations' | 'alerts';
  readonly rowKey: readonly string[];
  readonly zone: Zone;
}

/** What the log tells of one declaration or alert: as it stood at any instant, and every event. */
export const History = ({ view, rowKey, zone }: HistoryProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const [asOf, setAsOf] = useState<AsOf>();
  const { data, error, isPending } = useQuery({
    queryKey: ['trail', view, ...rowKey],
    queryFn: () => calls.trail(view, rowKey),
    retry: false,
  });
  if (isPending) return <p className="hint">{t('app.loading')}</p>;
  if (error instanceof ProblemError && error.problem.status === 403)
    return <p className="hint">{t('trail.forbidden')}</p>;
  if (error) return <ProblemNote error={error} />;
  return (
    <div className="trail">
      <AsOfView view={view} rowKey={rowKey} items={data.items} zone={zone} asOf={asOf} onChange={setAsOf} />
      <Timeline items={data.items} recorded={recordedBy(asOf, data.items)} zone={zone} />
    </div>
  );
};
