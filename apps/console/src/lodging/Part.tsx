import type { ReactNode } from 'react';
import { RuleCitation, RuleLink } from '../ui/RuleCitation.js';

interface PartProps {
  readonly title: string;
  /** On which its fields are asked for, with their gist. */
  readonly rules?: readonly string[];
  /** A rule that another part tells in full. */
  readonly under?: string;
  readonly children: ReactNode;
}

/** Fields of a form that belong together, with the rules that ask for them. */
export const Part = ({ title, rules = [], under, children }: PartProps) => (
  <fieldset className="part panel">
    <legend>
      {title} {under !== undefined && <RuleLink rule={under} />}
    </legend>
    {rules.map((rule) => (
      <p key={rule} className="why">
        <RuleCitation rule={rule} />
      </p>
    ))}
    <div className="fields">{children}</div>
  </fieldset>
);
