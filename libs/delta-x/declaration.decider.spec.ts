import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReintegrationEvent, reintegrationDecider, type Reintegration } from '#libs/reintegration';
import { fold, plus } from '#libs/kernel';
import { alertSeen, consignment, lodging, manifestHeader, OUTAGE, priorState } from '../../test/delta-x-paper.js';
import { scenarioOf, stored } from '../../test/given-when-then.js';
import { declarationDecider, declarationStream } from './declaration.decider.js';
import { declarationCodec } from './declaration.codec.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import { PRIOR_STATES, type PriorState } from './prior-state.events.js';
import { priorOf } from './prior-state.js';

const { given } = scenarioOf(declarationDecider, declarationCodec);
const subject = { alertId: 'a1', system: 'delta-x', operator: 'FR552100554', reference: 'RX-000001' } as const;

const prior = (state: PriorState, alertId = 'a1') => priorState(state, { alertId });
const recorded = (state: PriorState, alertId = 'a1'): DeclarationEvent => ({
  type: 'PriorStateRecorded',
  data: { operator: subject.operator, reference: subject.reference, alertId, state, known: {} },
  rules: state.startsWith('bae')
    ? ['DX-20']
    : state === 'lodged'
      ? ['DX-07', 'DX-29']
      : state === 'anticipated'
        ? ['DX-31', 'DX-29']
        : ['DX-07', 'DX-09'],
});
const goesOn = (alertId = 'a1'): DeclarationEvent => ({
  type: 'ObligationExcluded',
  data: { ...subject, alertId, because: 'goes-on-normally' },
  rules: ['DX-20'],
});
const lodged: DeclarationLodged = {
  type: 'DeclarationLodged',
  data: {
    manifestId: 'm1',
    alertId: 'a1',
    operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
    kind: 'DSE',
    assistance: 'Alerte CID',
    mentions: ['50000'],
    officeOfClearance: 'FR002650',
    officeOfExit: 'FR003370',
    lodgedAt: OUTAGE.lodgedAt,
    consignment: consignment(),
    valueEur: '1250.00',
  },
  rules: ['DX-04', 'DX-28'],
};
const cancellationDue: DeclarationEvent = {
  type: 'CancellationDue',
  data: { operator: subject.operator, reference: subject.reference, alertId: 'a1', first: {}, office: 'FR002650' },
  rules: ['DX-29'],
};
const opened: DeclarationEvent = {
  type: 'ObligationOpened',
  data: { ...subject, holds: [] },
  rules: ['DX-21', 'DX-22'],
};

describe('lodging on paper', () => {
  it('freezes the data and opens what is owed', () => {
    const state = given().when(lodging()).then(lodged, opened);
    expect(state.lodged).toEqual(lodged.data);
  });

  it('the same line twice is one lodging, even after the alert and at another rate', () => {
    const later = { now: plus(OUTAGE.now, 1e9), alert: alertSeen({ endedAt: OUTAGE.startedAt }) };
    given(lodged, opened).when(lodging()).then();
    given(lodged, opened)
      .when({ ...lodging({}, later), valueEur: 1n })
      .then();
    const { cn8: _none, ...bare } = consignment({ invoiceValue: '10.00' });
    const first: DeclarationEvent = { ...lodged, data: { ...lodged.data, consignment: bare, valueEur: '10.00' } };
    given(first)
      .when(lodging({ invoiceValue: '10.00', cn8: undefined }))
      .then();
  });

  it('is refused under a number that is taken, whatever datum differs', () => {
    const other = [
      consignment({ packages: 3 }),
      consignment({ consignor: { name: 'Autre', address: 'Ailleurs' } }),
      consignment({ consignee: { name: consignment().consignee.name, address: 'Ailleurs' } }),
      consignment({ description: 'Autre chose' }),
      consignment({ cn8: '62142000' }),
      consignment({ cn8: undefined }),
      consignment({ procedure: '2300' }),
      consignment({ grossMassKg: '4.250' }),
      consignment({ countryOfProvenance: 'DE' }),
      consignment({ invoiceValue: '1250.0' }),
      consignment({ currency: 'USD' }),
    ];
    for (const changed of other) given(lodged, opened).when(lodging(changed)).refusedBy('DX-05', 'DX-28');
    given(lodged, opened)
      .when(lodging({}, { header: manifestHeader({ manifestId: 'm2' }) }))
      .refusedBy('DX-05', 'DX-28');
  });

  it('keeps the negligible in the stock records', () => {
    given()
      .when(lodging({ invoiceValue: '22.00' }))
      .then(
        { ...lodged, data: { ...lodged.data, consignment: consignment({ invoiceValue: '22.00' }), valueEur: '22.00' } },
        { type: 'ObligationExcluded', data: { ...subject, because: 'evn-kept-in-stock-records' }, rules: ['DX-23'] },
      );
  });

  it('is refused on a manifest of the negligible when it is not', () => {
    const header = manifestHeader({ consignmentType: 'evn' });
    const [objection] = given()
      .when(lodging({ invoiceValue: '22.01' }, { header }))
      .refusedBy('DX-23');
    expect(objection).toMatchObject({
      field: 'invoice_value',
      text: { en: expect.stringContaining('22.01') as string },
    });
    given()
      .when(lodging({ invoiceValue: '22.00' }, { header }))
      .allowed();
  });

  it('is refused outside the alert', () => {
    const header = manifestHeader({ lodgedAt: plus(OUTAGE.startedAt, -1) });
    given().when(lodging({}, { header })).refusedBy('DX-21');
  });

  it.each(['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment'] as const)(
    'is refused for what stands in Delta X as %s',
    (state) => {
      const objections = given(recorded(state)).when(lodging()).refusedBy('DX-07', 'DX-09');
      expect(objections.map((o) => o.field)).toEqual(['reference', 'reference']);
      expect(objections[0]?.text.fr).not.toContain(state);
    },
  );

  it.each(['anticipated', 'lodged'] as const)('of what stands as %s is held until that is cancelled', (state) => {
    given(recorded(state))
      .when(lodging())
      .then(lodged, cancellationDue, {
        type: 'ObligationOpened',
        data: { ...subject, holds: ['cancel-first'] },
        rules: ['DX-21', 'DX-22', 'DX-29'],
      });
  });
});

describe('what stood in Delta X before', () => {
  it.each(PRIOR_STATES)('%s is recorded, and with a BAE goes on', (state) => {
    const expected = state.startsWith('bae') ? [recorded(state), goesOn()] : [recorded(state)];
    expect(
      given()
        .when(prior(state))
        .then(...expected).priors,
    ).toMatchObject([{ state, alertId: 'a1' }]);
  });

  it('said again changes nothing, even when paper has been lodged since', () => {
    given(recorded('lodged')).when(prior('lodged')).then();
    given(recorded('lodged'), lodged, opened).when(prior('lodged')).then();
  });

  it('learnt after the paper holds it until the first is cancelled', () => {
    const held: DeclarationEvent = {
      type: 'HoldPlaced',
      data: { ...subject, hold: 'cancel-first', holdsNow: 1 },
      rules: ['DX-29'],
    };
    given(lodged, opened).when(prior('lodged')).then(recorded('lodged'), cancellationDue, held);
  });

  it('learnt after the paper, with a BAE, takes the paper out', () => {
    const out: DeclarationEvent = {
      type: 'ObligationExcluded',
      data: { ...subject, because: 'goes-on-normally', wasOwed: { held: false } },
      rules: ['DX-20'],
    };
    const state = given(lodged, opened).when(prior('bae-def')).then(recorded('bae-def'), out);
    expect(state.reintegration.status).toBe('excluded');
    given(lodged, opened, recorded('bae-def'), out)
      .when(prior('lodged'))
      .then(
        recorded('lodged'),
        cancellationDue,
        { type: 'ExclusionWithdrawn', data: { ...subject, because: 'goes-on-normally' }, rules: ['DX-20'] },
        {
          type: 'ObligationOpened',
          data: { ...subject, holds: ['cancel-first'] },
          rules: ['DX-21', 'DX-22', 'DX-29'],
        },
      );
  });

  it('goes on once, whichever BAE it is', () => {
    given(recorded('bae-prov'), goesOn()).when(prior('bae-def')).then(recorded('bae-def'));
  });

  it('put right before any paper withdraws what rested on it, and paper is then allowed', () => {
    const withdrawn: DeclarationEvent = {
      type: 'ExclusionWithdrawn',
      data: { ...subject, because: 'goes-on-normally' },
      rules: ['DX-20'],
    };
    given(recorded('bae-def'), goesOn()).when(prior('lodged')).then(recorded('lodged'), withdrawn);
    given(recorded('bae-def'), goesOn(), recorded('lodged'), withdrawn).when(lodging()).allowed();
    given(recorded('bae-def'), goesOn(), recorded('lodged'), withdrawn)
      .when(prior('bae-def'))
      .then(recorded('bae-def'), goesOn());
  });

  it('is said for each outage', () => {
    given(recorded('bae-def', 'a0'), goesOn('a0')).when(prior('bae-def')).then(recorded('bae-def'), goesOn());
    given(recorded('bae-def', 'a0'), goesOn('a0')).when(prior('lodged')).then(recorded('lodged'));
    given(recorded('lodged', 'a0')).when(prior('lodged')).then(recorded('lodged'));
  });

  it('holds for the outage it was said for, and for later ones until more is said', () => {
    const inA2 = { header: manifestHeader({ alertId: 'a2' }), alert: alertSeen({ alertId: 'a2' }) };
    given(recorded('under-control')).when(lodging({}, inA2)).refusedBy('DX-07', 'DX-09');
    given(recorded('under-control'), recorded('lodged', 'a2')).when(lodging({}, inA2)).allowed();
    given(recorded('under-control'), recorded('lodged', 'a2')).when(lodging()).refusedBy('DX-07', 'DX-09');
  });
});

describe('over any history of commands', () => {
  const value = fc.constantFrom('0', '21.99', '22.00', '22.01', '1250.00');
  const commands = fc.array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...PRIOR_STATES), fc.constantFrom('a1', 'a2'))
        .map(([state, alertId]) => prior(state, alertId)),
      fc
        .tuple(value, fc.constantFrom('a1', 'a2'), fc.constantFrom('evn' as const, 'other' as const))
        .map(([invoiceValue, alertId, type]) =>
          lodging(
            { invoiceValue },
            {
              header: manifestHeader({ alertId, manifestId: `m-${alertId}`, consignmentType: type }),
              alert: alertSeen({ alertId }),
            },
          ),
        ),
    ),
    { maxLength: 10 },
  );

  it('one outage never makes a declaration both owed and excluded, and paper is lodged once', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        let state = declarationDecider.initial;
        const history: DeclarationEvent[] = [];
        for (const command of sequence) {
          try {
            for (const event of declarationDecider.decide(command, state)) {
              history.push(stored(declarationCodec, event));
              state = declarationDecider.evolve(state, event);
            }
          } catch {
            // refused: nothing happened
          }
        }
        expect(history.filter((e) => e.type === 'DeclarationLodged').length).toBeLessThanOrEqual(1);
        for (const alertId of ['a1', 'a2']) {
          const about = history.filter(({ data }) => data.alertId === alertId);
          const count = (type: string): number => about.filter((e) => e.type === type).length;
          const left = about.filter((e) => e.type === 'ObligationExcluded' && e.data.wasOwed).length;
          const excluded = count('ObligationExcluded') - count('ExclusionWithdrawn');
          expect([0, 1]).toContain(excluded);
          expect([0, 1]).toContain(count('ObligationOpened') - left + excluded);
        }
        const reintegration: Reintegration = fold(reintegrationDecider, history.filter(isReintegrationEvent));
        expect(state.reintegration).toEqual(reintegration);
        const { lodged } = state;
        const stands = state.priors.find((p) => p.alertId === lodged?.alertId)?.state ?? 'lodged';
        const isOver = lodged !== undefined && !['0.00', '21.99', '22.00'].includes(lodged.valueEur);
        expect(reintegration.status === 'owed').toBe(isOver && (stands === 'lodged' || stands === 'anticipated'));
        const isDoubled = lodged !== undefined && priorOf(state, lodged.alertId) !== undefined;
        expect(state.cancellation !== undefined && state.cancellation.status !== 'first-kept').toBe(
          isDoubled && (stands === 'lodged' || stands === 'anticipated'),
        );
      }),
      { numRuns: 300 },
    );
  });
});

it('the stream of a declaration is the operator’s own series', () => {
  expect(declarationStream('FR552100554', 'RX-000001')).toBe('declaration-FR552100554-RX-000001');
});
