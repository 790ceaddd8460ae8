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

/** What went wrong, under which rule, and what to do next. */
export const ProblemNote = ({ error }: { readonly error: unknown }) => {
  const { t } = useWords();
  const problem = error instanceof ProblemError ? error : unreachable(error);
  const { status, title, detail, errors } = problem.problem;
  return (
    <div className="problem" role="alert" data-testid="problem">
      {status > 0 && <strong>{title}</strong>}
      {detail !== undefined && !errors.some((e) => e.text === detail) && <p>{detail}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map((reason, i) => (
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
