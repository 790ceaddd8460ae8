import { deltaXPolicy, exceedsEur, micros } from '#libs/delta-x';
import type { Objection } from '#libs/kernel';
import type { Draft } from './draft.js';
import { inTime, objection } from './objections.js';

/** DX-12: an authorised operator; the office informed first, then the entry, then the goods. */
export const recordsObjections = (draft: Draft): Objection[] => {
  const { order, facts } = draft;
  if (order.kind !== 'records-entry') return [];
  const given = facts.lodged.records ?? order.records;
  if (!given) {
    return [
      objection(
        'DX-12',
        'records',
        'the entry in the records is missing',
        'il manque l’inscription dans les écritures',
      ),
    ];
  }
  const found = [
    ...inTime(draft, 'DX-12', 'records.officeInformedAt', given.officeInformedAt),
    ...inTime(draft, 'DX-12', 'records.enteredAt', given.enteredAt),
  ];
  if (given.certificate.trim() === '') {
    found.push(
      objection('DX-12', 'records.certificate', 'the AEO certificate is missing', 'il manque le certificat OEA'),
    );
  }
  if (given.enteredAt < given.officeInformedAt) {
    found.push(
      objection(
        'DX-12',
        'records.enteredAt',
        'the office is informed before the entry',
        'le bureau est informé avant l’inscription',
      ),
    );
  }
  return found;
};

/** DX-03, DX-13: only consignments of negligible value; the arrangement where the list rests on one. */
export const evnObjections = ({ order, facts: { lodged, lines } }: Draft): Objection[] => {
  if (order.kind !== 'evn-list') return [];
  const { basis, arrangement = '' } = lodged.evn ?? order.evn ?? { basis: 'declarant-records' };
  const { evnUpToEur } = deltaXPolicy(lodged.lodgedAt);
  const over = lines.find(({ valueEur }) => exceedsEur(micros(valueEur) ?? 0n, evnUpToEur));
  const found: Objection[] = [];
  if (over) {
    const { reference } = over.consignment;
    const [en, fr] = [`${reference} exceeds ${evnUpToEur} EUR`, `${reference} dépasse ${evnUpToEur} EUR`];
    found.push(objection(basis === 'local-arrangement' ? 'DX-03' : 'DX-13', 'manifestId', en, fr));
  }
  if (basis === 'local-arrangement' && arrangement.trim() === '') {
    found.push(objection('DX-03', 'evn.arrangement', 'name the local arrangement', 'indiquez l’arrangement local'));
  }
  return found;
};
