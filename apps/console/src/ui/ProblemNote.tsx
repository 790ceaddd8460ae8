import { ProblemError, remedyOf, unreachable, type ProblemReason } from '../api/problem.js';
import { useWords } from '../i18n/LanguageContext.js';
import { RuleCitation } from './RuleCitation.js';

const Reason = ({ reason }: { readonly reason: ProblemReason }) => {
  const { t, text } = useWords();
  return (
    <li>
      {reason.text !== undefined && <span>{text(reason.text)}</span>}
      {reason.field !== undefined && (
        <span className="aside">
          {t('problem.field')} <code>{reason.field}</code>
        </span>
      )}
      {reason.rule !== undefined && (
        <span className="aside">
          {t('problem.rule')} <RuleCitation rule={reason.rule} source={reason.source} section={reason.section} />
        </span>
      )}
      {reason.todo !== undefined && <span className="todo">{text(reason.todo)}</span>}
    </li>
  );
};

interface ProblemNoteProps {
  readonly error: unknown;
  /** How many fields of a form say themselves what was objected to them. */
  readonly atFields?: number;
  /** The reasons that none of them says; all when absent. */
  readonly rest?: readonly ProblemReason[];
}

/** What went wrong, under which rule, and what to do next. */
export const ProblemNote = ({ error, atFields = 0, rest }: ProblemNoteProps) => {
  const { t } = useWords();
  const problem = error instanceof ProblemError ? error : unreachable(error);
  const { status, title, detail, errors } = problem.problem;
  const told = atFields > 0 ? (rest ?? errors) : errors;
  return (
    <div className="problem" role="alert" data-testid="problem">
      {status > 0 && <strong>{title}</strong>}
      {detail !== undefined && !errors.some((e) => e.text === detail) && <p>{detail}</p>}
      {atFields > 0 && <p>{t('problem.atFields', { n: atFields })}</p>}
      {told.length > 0 && (
        <ul>
          {told.map((reason, i) => (
            <Reason key={i} reason={reason} />
          ))}
        </ul>
      )}
      <p className="todo">{t(`remedy.${remedyOf(status)}`)}</p>
      {problem.retryAfterSeconds !== undefined && (
        <p>{t('problem.retryAfter', { seconds: problem.retryAfterSeconds })}</p>
      )}
    </div>
  );
};
