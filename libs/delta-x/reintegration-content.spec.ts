import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deltaXMessage,
  loadSchema,
  messageIdFor,
  parseDeltaXReintegration,
  SCHEMAS,
  validateXml,
} from '#libs/customs-gateway';
import { Refusal } from '#libs/kernel';
import { alertSeen, anyHeader, anyRawLine, OUTAGE } from '../../test/delta-x-paper.js';
import { refusalOf } from '../../test/given-when-then.js';
import { declarationDecider } from './declaration.decider.js';
import type { DeclarationLodged, ManifestHeader } from './delta-x.events.js';
import { checkLine } from './line-check.js';
import { manifestDecider } from './manifest.decider.js';
import { STARTING_RATES } from './customs-rates.js';
import { reintegrationContent } from './reintegration-content.js';
import type { RawLine } from './consignment.js';

const schema = loadSchema(SCHEMAS.deltaXReintegration);

/** What the product records of a header and a line, or `undefined` where it refuses either. */
const lodge = (header: ManifestHeader, raw: RawLine): DeclarationLodged['data'] | undefined => {
  const [alert, now] = [alertSeen(), OUTAGE.now];
  try {
    manifestDecider.decide({ type: 'LodgeManifest', header, alert, now }, manifestDecider.initial);
    const checked = checkLine(raw, { at: header.lodgedAt, rates: STARTING_RATES });
    if (!checked.ok) return undefined;
    const { consignment, valueEur } = checked;
    const command = { type: 'LodgeDeclaration', header, consignment, valueEur, alert, now } as const;
    const [first] = declarationDecider.decide(command, declarationDecider.initial);
    return first?.type === 'DeclarationLodged' ? first.data : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

describe('the content of a re-integrated declaration', () => {
  it('whatever was lodged can be sent: its message is valid, and says the same', () => {
    let sent = 0;
    fc.assert(
      fc.property(anyHeader, anyRawLine, (header, raw) => {
        const lodged = lodge(header, raw);
        fc.pre(lodged !== undefined);
        sent += 1;
        const content = reintegrationContent(lodged);
        const messageId = messageIdFor(lodged.operator.eori, lodged.consignment.reference, 1);
        const xml = deltaXMessage({ ...content, messageId });
        expect(validateXml(xml, schema)).toEqual([]);
        expect(parseDeltaXReintegration(xml)).toEqual({ valid: true, declaration: { ...content, messageId } });
      }),
      { numRuns: 100 },
    );
    expect(sent).toBeGreaterThanOrEqual(100);
  });

  it('does without a code that was not lodged', () => {
    const lodged = lodge(...sample({ cn8: '' }));
    if (!lodged) throw new Error('refused');
    expect(reintegrationContent(lodged).consignment).not.toHaveProperty('cn8');
  });

  it('bears mention 50000 once, even from a record that lacks it', () => {
    const lodged = lodge(...sample());
    if (!lodged) throw new Error('refused');
    expect(reintegrationContent(lodged).mentions).toEqual(['50000']);
    expect(reintegrationContent({ ...lodged, mentions: [] }).mentions).toEqual(['50000']);
    expect(reintegrationContent({ ...lodged, mentions: ['52000'] }).mentions).toEqual(['50000', '52000']);
  });
});

const sample = (changes: RawLine = {}): [ManifestHeader, RawLine] => {
  const header = {
    ...fc.sample(anyHeader, 1)[0],
    mentions: ['50000'],
    operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
    consignmentType: 'other',
    officeOfClearance: 'FR002650',
    signature: { name: 'Marion Delaunay', signedAt: OUTAGE.lodgedAt },
    lodgedAt: OUTAGE.lodgedAt,
  } as ManifestHeader;
  const raw = { ...fc.sample(anyRawLine, 1)[0], gross_mass_kg: '1.5', invoice_value: '30.00', currency: 'EUR' };
  return [header, { ...raw, ...changes }];
};

it('a header that no message could carry is refused when it is lodged', () => {
  const [header] = sample();
  const wrong = { ...header, mentions: ['50000', 'x y'] };
  const act = (): unknown =>
    manifestDecider.decide(
      { type: 'LodgeManifest', header: wrong, alert: alertSeen(), now: OUTAGE.now },
      manifestDecider.initial,
    );
  expect(refusalOf(act).objections[0].field).toBe('mentions');
});
