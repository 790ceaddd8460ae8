import { useState } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { ActDialog, type Subject } from './ActDialog.js';
import type { ActName } from './acts.js';

/** An act that may be done here, with what is known of its fields. */
export interface Offered {
  readonly name: ActName;
  readonly initial?: Readonly<Record<string, string>>;
}

interface ActButtonsProps {
  readonly subject: Subject;
  /** The first one is what is expected next. */
  readonly offered: readonly Offered[];
}

/** A button for each act; its dialog gives the focus back to it. */
export const ActButtons = ({ subject, offered }: ActButtonsProps) => {
  const { t } = useWords();
  const [open, setOpen] = useState<Offered>();
  if (offered.length === 0 && !open) return null;
  return (
    <p className="actions acts">
      {offered.map((act, i) => (
        <button
          key={`${act.name} ${i}`}
          type="button"
          className={i === 0 ? 'primary' : ''}
          data-testid={`act-${act.name}`}
          aria-label={`${t(`act.${act.name}`)}, ${subject.name}`}
          onClick={() => setOpen(act)}
        >
          {t(`act.${act.name}`)}
        </button>
      ))}
      {open && (
        <ActDialog name={open.name} subject={subject} initial={open.initial} onClose={() => setOpen(undefined)} />
      )}
    </p>
  );
};
