/** What becomes of goods and of what was typed about them. */
export const enGoods = {
  'act.correct': 'Correct what was typed',
  'actExplain.correct':
    'The paper is the authority: the data are brought to what it says, and judged as at the lodging. What the paper itself says is not changed here: that is a rectification, once it is re-integrated. A paper already printed stays as it is.',
  'actField.correct.changes': 'What the paper says',
  'actField.correct.evidence': 'What shows it: which paper, and where on it',
  'correct.title': 'What was typed from the paper',
  'correct.done': 'Corrected as the paper says: {fields}. Last on {when}.',
  'correct.refused':
    'Customs refused it. Where it was typed otherwise than the paper says, correct it here, then send it again.',
  'correct.open': 'Nothing of it stands in Delta X yet: what was typed otherwise than the paper says can be corrected.',
  'correct.corrected': 'On the paper (empty where it says nothing)',
  'correct.typed': 'Typed: {value}',
  'correct.article': 'article {n}',
};
