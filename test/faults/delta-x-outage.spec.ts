import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationStream, type PriorState } from '#libs/delta-x';
import { HOUR, plus, Refusal, type Instant } from '#libs/kernel';
import type { CampaignRow } from '#libs/reintegration';
import { until } from '../../apps/launcher/src/testing.js';
import { completed } from '../stack/board.js';
import { control, ledger, ledgerRows, type LedgerRow, type LedgerSummary } from '../stack/ledger.js';
import { announce, end, lodge, referenceOf } from '../stack/outage.js';
import { nowOf, onDeclaration, OPERATOR, requestCancellation, stoodBefore, theService } from '../stack/prior.js';
import { startStack, type Stack } from '../stack/stack.js';

/** A day of the product in twelve seconds. */
const SCALE = 7_200;
const WITHIN = 60_000;
/** At this pace a second is two hours: the margin must outlast a request's timeout. */
const ENV = { PLAN_MARGIN: '0.35', REQUEST_TIMEOUT_MS: '1500' };
const ALERT = 'whole';
const OFFICE = { office: 'FR002650', officer: 'B. Marchand' };

/** Lodged before the outage and on paper in it: cancelled hours after the outage has ended. */
const DOUBLED = 8;
const PLAIN = 20;
const EVN = 4;
const CONTROLLED = 3;
/** Simplified, in a period that ends hours after the outage; the last in the order of their numbers. */
const SIMPLIFIED = 4;
const NO_PAPER: readonly PriorState[] = ['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment'];

const values = (n: number, eur = '45.00'): string[] => Array<string>(n).fill(eur);
const references = (prefix: string, n: number): string[] =>
  Array.from({ length: n }, (_, index) => referenceOf(prefix, index));

const doubled = references('B', DOUBLED);
const anticipated = referenceOf('A', 0);
const controlled = references('C', CONTROLLED);
const simplified = references('Z', SIMPLIFIED);
const OWED = DOUBLED + 1 + PLAIN + CONTROLLED + SIMPLIFIED;

describe(
  'an outage of Delta X, whole, with its re-integrator killed and Redis emptied',
  { timeout: 2 * WITHIN },
  () => {
    let stack: Stack;
    let row: CampaignRow;
    let summary: LedgerSummary;
    let periodEnd: Instant;
    let rows: readonly LedgerRow[];
    const refusedPaper: string[] = [];

    const eventsOf = async (reference: string): Promise<string[]> => {
      const types: string[] = [];
      for await (const { type } of stack.store.readStream(declarationStream(OPERATOR.eori, reference)))
        types.push(type);
      return types;
    };
    const told = (reference: string): readonly string[] =>
      rows.filter((r) => r.reference === reference && r.kind !== 'state-enquiry').map((r) => r.verdict);

    /** What was so before and during the outage. */
    const outage = async (): Promise<void> => {
      const alert = await announce(stack, ALERT);
      await control(stack.simulatorUrl, 'PUT', '/alerts', { alerts: [{ from: alert.startedAt }] });
      await Promise.all([
        stoodBefore(stack, ALERT, anticipated, 'anticipated', plus(nowOf(stack), 10 * HOUR)),
        ...doubled.map((reference) => stoodBefore(stack, ALERT, reference, 'lodged')),
        ...NO_PAPER.map((state) => stoodBefore(stack, ALERT, referenceOf(state, 0), state)),
      ]);
      await Promise.all([
        lodge(stack, alert, values(1), 'A'),
        lodge(stack, alert, values(DOUBLED), 'B'),
        lodge(stack, alert, values(CONTROLLED), 'C'),
        lodge(stack, alert, [...values(PLAIN), ...values(EVN, '22.00')], 'P'),
      ]);
      for (const state of NO_PAPER) {
        await lodge(stack, alert, values(1), state).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          refusedPaper.push(`${state} ${error.objections[0].rule ?? ''}`);
        });
      }
      for (const reference of controlled) {
        const at = nowOf(stack);
        await onDeclaration(stack, ALERT, reference, { type: 'SelectForControl', ...OFFICE, at, now: at });
        await theService.selects(stack, reference);
      }
      await Promise.all([anticipated, ...doubled].map((reference) => requestCancellation(stack, ALERT, reference)));
      const now = nowOf(stack);
      periodEnd = plus(now, 12 * HOUR);
      const globalisation = { reference: 'W12', endsAt: periodEnd, dcgValidation: plus(now, 72 * HOUR) };
      await lodge(stack, alert, values(SIMPLIFIED), 'Z', { declarationKind: 'DSE', globalisation });
      const periods = [{ reference: 'W12', from: plus(now, -72 * HOUR), until: periodEnd }];
      await control(stack.simulatorUrl, 'PUT', '/periods', { operator: OPERATOR.eori, periods });
    };

    /** The service takes its time: it cancels, and releases what it controlled, hours after the outage. */
    const service = async (): Promise<void> => {
      await Promise.all(doubled.map((reference) => theService.cancels(stack, reference, 10 * 3_600)));
      for (const reference of controlled) {
        const at = nowOf(stack);
        const found = { kind: 'physical', result: 'satisfactory', officer: OFFICE.officer } as const;
        await onDeclaration(stack, ALERT, reference, { type: 'RecordControl', ...found, at, now: at });
      }
    };
    const releases = async (): Promise<void> => {
      for (const reference of controlled) {
        await theService.releases(stack, reference);
        const at = nowOf(stack);
        const release = { type: 'ReleaseGoods', ...OFFICE, at, servicePresent: true, now: at } as const;
        await onDeclaration(stack, ALERT, reference, release);
      }
    };
    /** A cancellation that Delta X has told of, in an answer that is still on its way. */
    const toldAndUnheard = async (): Promise<string | undefined> => {
      const found = (await ledgerRows(stack.simulatorUrl)).find(
        (r) => r.kind === 'state-enquiry' && r.code === 'cancelled' && doubled.includes(r.reference ?? ''),
      );
      return found?.reference;
    };

    beforeAll(async () => {
      stack = await startStack({ scale: SCALE });
      const first = await stack.start('reintegrator', { name: 'outage', env: ENV });
      await outage();
      await end(stack, ALERT);
      await service();
      await control(stack.simulatorUrl, 'POST', '/faults', {
        kind: 'answerLate',
        on: 'state-enquiry',
        references: doubled,
        count: 1_000,
        ms: 1_000,
      });
      const unheard = await until('a cancellation is told', toldAndUnheard, WITHIN);
      await first.kill();
      expect(await eventsOf(unheard)).not.toContain('CancellationConfirmed.v1');
      await control(stack.simulatorUrl, 'DELETE', '/faults');
      const client = new Redis(stack.redis().url);
      await client.flushall();
      await client.quit();
      await stack.start('reintegrator', { name: 'outage', env: ENV });
      await releases();
      row = await completed(stack, ALERT, WITHIN);
      summary = await ledger(stack.simulatorUrl);
      rows = await ledgerRows(stack.simulatorUrl);
    }, 2 * WITHIN);
    afterAll(async () => {
      await stack.stop();
    });

    it('DX-21, DX-22, DX-24: everything owed is accepted once, nothing is refused and nothing doubled', () => {
      expect(row.counts).toMatchObject({ owed: OWED, accepted: OWED, held: 0, refused: 0, doubles: 0 });
      expect(summary).toMatchObject({ accepted: OWED, refused: 0, doubledReferences: 0 });
    });

    it('DX-07, DX-20: what had its BAE, or was in the hands of the service, took no paper and was not sent', () => {
      expect(refusedPaper).toEqual(NO_PAPER.map((state) => `${state} DX-07`));
      for (const state of NO_PAPER) expect(told(referenceOf(state, 0))).toEqual(['seeded']);
    });

    it('DX-23: what is of negligible value was not sent', () => {
      expect(row.excluded['evn-kept-in-stock-records']).toBe(EVN);
      expect(
        references('P', PLAIN + EVN)
          .slice(PLAIN)
          .flatMap(told),
      ).toEqual([]);
    });

    it('DX-29: each first declaration is cancelled before its paper is entered, and confirmed once', async () => {
      for (const reference of doubled) {
        expect(told(reference)).toEqual(['seeded', 'cancellation-requested', 'cancelled', 'accepted']);
        const types = await eventsOf(reference);
        const count = (type: string): number => types.filter((t) => t === type).length;
        const counts = [count('CancellationConfirmed.v1'), count('HoldLifted.v1'), count('ReintegrationAccepted.v1')];
        expect([reference, ...counts]).toEqual([reference, 1, 1, 1]);
      }
      // Gently: each a few times, the one whose answer was lost once more.
      expect(summary.stateEnquiries).toBeGreaterThan(DOUBLED);
    });

    it('DX-31: an anticipated one was deleted at the end of its delay, and its paper entered after that', () => {
      expect(told(anticipated)).toEqual(['seeded', 'deleted', 'accepted']);
    });

    it('DX-33: controlled goods were entered after their release, with the mention that Delta X asks for', () => {
      for (const reference of controlled)
        expect(told(reference)).toEqual(['selected-for-control', 'released-after-control', 'accepted']);
    });

    it('DX-32: simplified declarations were entered before the end of their period', () => {
      const accepted = rows.filter((r) => r.verdict === 'accepted' && simplified.includes(r.reference ?? ''));
      expect(accepted).toHaveLength(SIMPLIFIED);
      for (const { receivedAt } of accepted) expect(receivedAt <= periodEnd).toBe(true);
    });
  },
);
