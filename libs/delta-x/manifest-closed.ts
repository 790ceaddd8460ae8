import type { Objection, RuleId, Text } from '#libs/kernel';
import type { ManifestMarks } from './manifest-line.js';

const ANOTHER_MANIFEST: Text = {
  en: 'lodge the goods on another manifest',
  fr: 'déposez ces marchandises sur un autre manifeste',
};

const object = (rule: RuleId, en: string, fr: string): Objection[] => [
  { rule, field: 'manifestId', text: { en, fr }, todo: ANOTHER_MANIFEST },
];

/** DX-15, DX-16: a manifest takes no line once an officer has marked it: nobody at customs saw these goods on it. */
export const closedObjections = ({ stamp, visas = [] }: ManifestMarks): Objection[] => {
  if (stamp) {
    const { office, stampedAt } = stamp;
    return object(
      'DX-15',
      `${office} stamped this manifest on ${stampedAt}: it takes no more lines`,
      `${office} a apposé son cachet sur ce manifeste le ${stampedAt} : il n’accepte plus d’envoi`,
    );
  }
  const [visa] = visas;
  if (!visa) return [];
  const { office, endorsedAt } = visa;
  return object(
    'DX-16',
    `${office} endorsed this manifest on ${endorsedAt}: it takes no more lines`,
    `${office} a visé ce manifeste le ${endorsedAt} : il n’accepte plus d’envoi`,
  );
};
