import { cite, citedRules } from '#libs/rules';
import { useWords } from '../i18n/LanguageContext.js';
import { ruleHash } from '../shell/route.js';

interface RuleCitationProps {
  readonly rule: string;
  /** What the server says of its source, in the reader's language, for a rule that this page's catalogue does not hold. */
  readonly source?: string | undefined;
  readonly section?: string | undefined;
}

/** The id of a rule, leading to the list of rules. */
export const RuleLink = ({ rule }: { readonly rule: string }) => (
  <a className="rule-id" href={ruleHash(rule)}>
    {rule}
  </a>
);

/** A rule with its gist and where it is written. */
export const RuleCitation = ({ rule, source, section }: RuleCitationProps) => {
  const { text } = useWords();
  const known = citedRules.find((id) => id === rule);
  if (!known) return <span className="rule">{[rule, source, section].filter(Boolean).join(', ')}</span>;
  const { document, section: where, gist } = cite(known);
  return (
    <span className="rule">
      <RuleLink rule={rule} /> {text(gist)}{' '}
      <cite>
        {text(document.title)}, {text(where)}
      </cite>
    </span>
  );
};
