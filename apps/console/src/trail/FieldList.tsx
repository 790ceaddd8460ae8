import { useWords } from '../i18n/LanguageContext.js';
import type { Zone } from '../time/zones.js';
import { readable } from './fields.js';

interface FieldListProps {
  readonly row: unknown;
  readonly zone: Zone;
  readonly testId?: string;
}

/** What a row or an event holds, field by field. */
export const FieldList = ({ row, zone, testId }: FieldListProps) => {
  const { t, isKey, language } = useWords();
  return (
    <dl className="data" data-testid={testId}>
      {readable(row, { t, isKey, language, zone }).map(([name, value], i) => (
        <div key={`${name} ${i}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
