/** What becomes of goods and of what was typed about them. */
export const enGoods = {
  'list.noneSearched':
    'No declaration begins so. The search looks at the beginning of references, MRN, LRN and numbers, in capitals or small letters: type the first signs, with hyphens as they are, or search by operator and status.',
  'announce.ownRule':
    'An outage of the operator’s own rests on its assistance request: the number stands on each paper in place of the administration’s alert.',
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
  'act.release-office': 'Record the release',
  'actExplain.release-office':
    'Goods that are not on the operator’s premises: the office gives the release. Its stamp on the manifest or the DAU releases what is not selected for control.',
  'act.release-after-control': 'Record the release',
  'actExplain.release-after-control':
    'After a satisfactory control the service releases the goods: the hold on their re-integration is lifted with it.',
  'act.withhold': 'Record that they are withheld',
  'actExplain.withhold':
    'The control found something amiss and the service does not release the goods. Nothing of them is re-integrated, and nothing is owed any more. It cannot be undone here.',
  'actField.withhold.because': 'What became of them',
  'actField.withhold.note': 'Reference of the act, or what became of them',
  'actChoice.seized': 'Seized',
  'actChoice.abandoned': 'Abandoned',
  'actChoice.destroyed': 'Destroyed',
  'actChoice.returned': 'Returned to the operator',
  'withheld.seized': 'Never: seized by {office}, {when}.',
  'withheld.abandoned': 'Never: abandoned, recorded by {office}, {when}.',
  'withheld.destroyed': 'Never: destroyed, recorded by {office}, {when}.',
  'withheld.returned': 'Never: returned to the operator by {office}, {when}.',
  'withheld.other': 'Never: withheld by {office}, {when}.',
  'status.not-released': 'Not released',
  'clearance.amiss': 'It found something amiss: a second control, or the goods are withheld.',
  'clearance.releaseMissing': 'Re-integrated, and no release of the goods is recorded: ask the office, then record it.',
  'exit.noProofYet':
    'No IE599 is awaited: what is entered afterwards is not sent to ECS. The stamped document will be the proof; none is recorded yet.',
};
