import { describe, expect, it } from 'vitest';
import { earliest, plus, type RuleId } from '#libs/kernel';
import { alertSeen, manifestHeader, OUTAGE } from '../../test/delta-x-paper.js';
import { NO_RULE, scenarioOf } from '../../test/given-when-then.js';
import { recordedHistory } from '../../test/recorded.js';
import { manifestCodec } from './delta-x.codec.js';
import type { GivenHeader } from './header-check.js';
import type { AlertAsSeen } from './during-alert.js';
import { manifestDecider, type LodgeManifest } from './manifest.decider.js';
import { manifestStream, manifestView } from './manifest.view.js';

const { given } = scenarioOf(manifestDecider, manifestCodec);
const lodge = (header: Partial<GivenHeader> = {}, alert: Partial<AlertAsSeen> = {}): LodgeManifest => ({
  type: 'LodgeManifest',
  header: { ...manifestHeader(), ...header },
  alert: alertSeen(alert),
  now: OUTAGE.now,
});
const lodged = { type: 'ManifestLodged', data: manifestHeader(), rules: ['DX-04'] } as const;
const fieldsOf = (command: LodgeManifest, ...rules: readonly (RuleId | undefined)[]): (string | undefined)[] =>
  given()
    .when(command)
    .refusedBy(...rules)
    .map((o) => o.field);

describe('lodging a manifest', () => {
  it('records the header as it was lodged', () => {
    const state = given().when(lodge()).then(lodged);
    expect(state).toEqual({ status: 'lodged', header: manifestHeader() });
  });

  it('happens once', () => {
    given(lodged).when(lodge()).refusedBy(NO_RULE);
  });

  it('is told every fault at once', () => {
    const wrong = lodge({
      flow: '',
      consignmentType: 'parcel',
      declarationKind: '',
      assistance: '',
      mentions: [],
      operator: { eori: 'FR1', name: ' ' },
      officeOfClearance: '',
      officeOfExit: 'FR1',
      signature: { name: '', signedAt: OUTAGE.lodgedAt },
      lodgedAt: plus(OUTAGE.startedAt, -1),
    });
    expect(fieldsOf(wrong, ...Array<'DX-04'>(10).fill('DX-04'), 'DX-21')).toEqual([
      'flow',
      'consignmentType',
      'declarationKind',
      'assistance',
      'mentions',
      'operator.name',
      'operator.eori',
      'officeOfClearance',
      'officeOfExit',
      'signature.name',
      'lodgedAt',
    ]);
  });

  it('bears the assistance number in an operator’s own outage, and “Alerte CID” in the administration’s', () => {
    const scope = { kind: 'operator', eori: 'FR552100554', assistanceNumber: '2026-000123' } as const;
    given()
      .when(lodge({ assistance: '2026-000123' }, { scope }))
      .allowed();
    expect(fieldsOf(lodge({ assistance: 'Alerte CID' }, { scope }), 'DX-04')).toEqual(['assistance']);
    expect(fieldsOf(lodge({ assistance: '2026-000123' }), 'DX-04')).toEqual(['assistance']);
  });

  it('rests on an alert that concerns its operator', () => {
    const scope = { kind: 'operator', eori: 'FR999999999', assistanceNumber: '2026-000123' } as const;
    expect(fieldsOf(lodge({ assistance: '2026-000123' }, { scope }), 'DX-04')).toEqual(['alertId']);
  });

  it('may bear further mentions, each of five characters', () => {
    given()
      .when(lodge({ mentions: ['Y0001', '50000'] }))
      .allowed();
    expect(fieldsOf(lodge({ mentions: ['50000', '5000', 'secours'] }), 'DX-04', 'DX-04')).toEqual([
      'mentions',
      'mentions',
    ]);
  });

  it('names an operator that a message can name', () => {
    for (const name of ['Rapide\u0000Express', 'x'.repeat(141), 'half\ud83d']) {
      expect(fieldsOf(lodge({ operator: { eori: 'FR552100554', name } }), 'DX-04')).toEqual(['operator.name']);
    }
    given()
      .when(lodge({ operator: { eori: 'FR55210055400013', name: 'x'.repeat(140) } }))
      .allowed();
  });

  it('under a single transport contract names the office of clearance as office of exit', () => {
    expect(fieldsOf(lodge({ singleTransportContract: true }), 'DX-04')).toEqual(['officeOfExit']);
    given()
      .when(lodge({ singleTransportContract: true, officeOfExit: 'FR002650' }))
      .allowed();
  });
});

describe('paper and its alert (DX-21)', () => {
  const { startedAt, endedAt, now } = OUTAGE;
  const at = (lodgedAt: typeof now, alert: Partial<AlertAsSeen> = { endedAt }): LodgeManifest =>
    lodge({ lodgedAt, signature: { name: 'Marion Lefèvre', signedAt: earliest(startedAt, lodgedAt) } }, alert);

  it('counts from the start of the alert to its end, both included', () => {
    for (const lodgedAt of [startedAt, endedAt]) given().when(at(lodgedAt)).allowed();
    for (const lodgedAt of [plus(startedAt, -1), plus(endedAt, 1)]) {
      expect(fieldsOf(at(lodgedAt), 'DX-21')).toEqual(['lodgedAt']);
    }
  });

  it('may be entered after the alert has ended, not before it was lodged', () => {
    given().when(at(now, {})).allowed();
    expect(fieldsOf(at(plus(now, 1), {}), 'DX-21')).toEqual(['lodgedAt']);
  });

  it('needs an alert that has started, about Delta X', () => {
    const { startedAt: _planned, ...planned } = alertSeen();
    expect(
      given()
        .when({ ...lodge(), alert: planned })
        .refusedBy('DX-21')[0]?.field,
    ).toBe('lodgedAt');
    expect(fieldsOf(lodge({}, { system: 'ecs-bs' }), 'DX-21')).toEqual(['alertId']);
  });
});

describe('the list of manifests', () => {
  it('shows a manifest without personal data', () => {
    const [recorded] = recordedHistory(manifestStream('m1'), [lodged]);
    if (!recorded) throw new Error('nothing recorded');
    const [change] = manifestView.project(recorded, () => undefined);
    expect(change).toEqual({
      key: 'm1',
      row: {
        manifestId: 'm1',
        alertId: 'a1',
        operator: 'FR552100554',
        form: 'manifest',
        consignmentType: 'other',
        declarationKind: 'DSE',
        officeOfClearance: 'FR002650',
        officeOfExit: 'FR003370',
        lodgedAt: OUTAGE.lodgedAt,
        lodging: { means: 'agreement', office: 'FR002650' },
        presentation: 'office',
        transit: false,
        singleTransportContract: false,
        visas: [],
        revision: '0',
      },
    });
    expect(JSON.stringify(change)).not.toContain('Lefèvre');
    const row = change?.row;
    expect(row && Object.values(manifestView.columns ?? {}).map((of) => of(row))).toEqual([
      'a1',
      'FR552100554',
      'manifest',
      row?.lodgedAt,
    ]);
  });
});
