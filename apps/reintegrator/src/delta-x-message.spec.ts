import { describe, expect, it } from 'vitest';
import { messageIdFor, newLrnFor, parseDeltaXReintegration, type ReceivedReintegration } from '#libs/customs-gateway';
import { declarationDecider, deltaXPolicy, type Declaration, type DeclarationCommand } from '#libs/delta-x';
import { instant } from '#libs/kernel';
import { dauLodging, furtherArticle } from '../../../test/clearance-paper.js';
import { lodging, manifestHeader, OUTAGE, priorState } from '../../../test/delta-x-paper.js';
import { lrnSent, messageOf, type Lodged } from './delta-x-message.js';

const after = (...commands: readonly DeclarationCommand[]): Lodged => {
  const state = commands.reduce<Declaration>(
    (seen, command) => declarationDecider.decide(command, seen).reduce(declarationDecider.evolve, seen),
    declarationDecider.initial,
  );
  if (!state.lodged) throw new Error('nothing is lodged');
  return { ...state, lodged: state.lodged };
};
const { eori } = manifestHeader().operator;
const messageId = messageIdFor(eori, 'RX-000001', 1);
const sent = (declaration: Lodged, resendLrn: 'same' | 'new' = 'same'): ReceivedReintegration => {
  const policy = { ...deltaXPolicy(OUTAGE.lodgedAt), resendLrn };
  const parsed = parseDeltaXReintegration(messageOf(declaration, messageId, policy));
  if (!parsed.valid) throw new Error(parsed.faults[0]?.message);
  return parsed.declaration;
};
const office = { office: 'FR002650', officer: 'B. Marchand', now: OUTAGE.now };
const at = (time: string) => instant(`2026-03-02T${time}:00Z`);
const controlled: readonly DeclarationCommand[] = [
  { type: 'SelectForControl', ...office, at: at('11:00') },
  {
    type: 'RecordControl',
    kind: 'physical',
    result: 'satisfactory',
    officer: office.officer,
    at: at('13:00'),
    now: office.now,
  },
];

describe('the message of a declaration lodged on paper', () => {
  it('DX-27: bears 50000 and the date of the paper; its LRN is its reference', () => {
    expect(sent(after(lodging()))).toMatchObject({
      mode: 'validated',
      reference: 'RX-000001',
      lrn: 'RX-000001',
      clearedAt: OUTAGE.lodgedAt,
      clearanceBasis: 'paper',
      mentions: ['50000'],
    });
  });

  it('DX-33: bears 52000 beside 50000 once the goods were physically controlled', () => {
    expect(sent(after(lodging(), ...controlled)).mentions).toEqual(['50000', '52000']);
  });

  it('DX-32: names the globalisation period of a DSE', () => {
    const globalisation = {
      reference: '2026-03',
      endsAt: instant('2026-03-31T21:59:59Z'),
      dcgValidation: instant('2026-04-02T21:59:59Z'),
    };
    const header = manifestHeader({ declarationKind: 'DSE', globalisation });
    expect(sent(after(lodging({}, { header })))).toMatchObject({ kind: 'DSE', globalisationPeriod: '2026-03' });
  });

  const known = { lrn: 'LRN-7' };
  it('sends the same LRN as before the outage, or a new one where the policy says so', () => {
    const doubled = after(priorState('lodged', { known }), lodging());
    expect(sent(doubled).lrn).toBe('LRN-7');
    expect(sent(doubled, 'new').lrn).toBe(newLrnFor(eori, 'RX-000001', 1));
    expect(sent(after(lodging()), 'new').lrn).toBe('RX-000001');
    const policy = { ...deltaXPolicy(OUTAGE.lodgedAt), resendLrn: 'new' } as const;
    expect(lrnSent(doubled, policy)).toBe(sent(doubled, 'new').lrn);
    expect(lrnSent(doubled)).toBe('LRN-7');
    expect(lrnSent(after(lodging()), policy)).toBeUndefined();
  });

  it('DX-28: bears every article as lodged, in the order of the paper, whatever was put right since', () => {
    const further = ['B', 'C', 'D'].map((description) => furtherArticle({ description, restrictedDocuments: [] }));
    const declaration = after(dauLodging({ further }));
    const { articleCount, consignment, furtherArticles } = sent(declaration);
    expect([articleCount, consignment.description]).toEqual([4, 'Tours de cou en soie']);
    expect(furtherArticles).toEqual(
      further.map(({ valueEur: _ours, restrictedDocuments: _onPaper, ...article }, n) => ({
        number: n + 2,
        ...article,
      })),
    );
    const repeated = after(dauLodging({ further }));
    expect(messageOf(repeated, messageId)).toBe(messageOf(declaration, messageId));
  });

  it('is the same bytes for the same declaration', () => {
    const doubled = after(priorState('lodged', { known }), lodging());
    expect(messageOf(doubled, messageId)).toBe(messageOf(doubled, messageId));
  });
});
