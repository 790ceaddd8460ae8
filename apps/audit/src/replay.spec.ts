import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertCodec, alertView } from '#libs/alert';
import { declarationCodec, declarationView, PRIOR_STATES, withManifest } from '#libs/delta-x';
import { historyUntil, openViews, type EventStore } from '#libs/event-store';
import { comparePositions, foldView, formatPosition, HOUR, plus, type Instant, type Position } from '#libs/kernel';
import { campaignCodec, campaignView, reintegrationCodec } from '#libs/reintegration';
import { startAudit, type RunningAudit } from './audit.fixture.js';
import { Office } from './office.fixture.js';
import { PastStates } from './past/past-states.js';
import { pastAlerts, pastCampaigns, pastDeclarations } from './past/past-views.js';

let audit: RunningAudit;

beforeAll(async () => {
  audit = await startAudit();
});
afterAll(() => audit.close());

const PAST = [pastAlerts, pastDeclarations, pastCampaigns];
type Rows = Readonly<Record<string, readonly unknown[]>>;

/** What the live views said when the log had come to a position. */
interface Moment {
  readonly position: Position;
  readonly recordedAt: Instant;
  readonly rows: Rows;
}

/** The product's own read models, live beside the log; after each command what they say is written down. */
class Witness {
  readonly moments: Moment[] = [];
  readonly #views = openViews({
    file: ':memory:',
    views: [alertView, declarationView, campaignView],
    codecs: [alertCodec, declarationCodec, campaignCodec],
  });

  constructor(readonly store: EventStore) {}

  async note(position: Position): Promise<void> {
    const after = this.#views.position;
    let recordedAt: Instant | undefined;
    for await (const record of this.store.readAll({ ...(after ? { after } : {}), until: position })) {
      this.#views.applyBatch([record], record.position);
      recordedAt = record.recordedAt;
    }
    if (recordedAt === undefined) throw new Error('a command gave a position without an event');
    const rows: Rows = {
      alerts: [...this.#views.all(alertView)].map(({ row }) => row),
      // As the page is shown them: of no manifest here.
      declarations: [...this.#views.all(declarationView)].map(({ row }) => withManifest(row, undefined)),
      campaigns: [...this.#views.all(campaignView)].map(({ row }) => row),
    };
    this.moments.push({ position, recordedAt, rows });
  }

  /** What stood at an instant: the last thing noted at or before it. */
  at(instant: Instant): Moment | undefined {
    return this.moments.findLast((moment) => moment.recordedAt <= instant);
  }

  close(): void {
    this.#views.close();
  }
}

const ALERTS = 2;
const REFERENCES = 3;
const KINDS = 13;

const step = fc.record({
  kind: fc.nat(KINDS - 1),
  alert: fc.nat(ALERTS - 1),
  reference: fc.nat(REFERENCES - 1),
  prior: fc.constantFrom(...PRIOR_STATES),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One command, drawn; whether the deciders take it is theirs to say. */
const carryOut = (office: Office, run: string, drawn: Step): Promise<Position | undefined> => {
  const alertId = `${run}-${drawn.alert}`;
  const reference = `${run}-${drawn.alert}-${drawn.reference}`;
  const { now } = office;
  const deadline = plus(now, 24 * HOUR);
  const messageId = `m-${reference}`;
  const commands: readonly (() => Promise<Position | undefined>)[] = [
    () => office.announce(alertId),
    () => office.manifest(alertId, `${alertId}-m`),
    () => office.prior(alertId, reference, drawn.prior),
    () => office.lodge(alertId, reference, drawn.reference === 0 ? '9.99' : '480.00'),
    () => office.lodge(alertId, reference, '1200.00'),
    () => office.alert(alertId, { type: 'EaseDeadline', until: plus(deadline, HOUR), why: 'w', decidedBy: 'd', now }),
    () => office.alert(alertId, { type: 'EndAlert', endedAt: now, now }),
    () => office.campaign(alertId, { type: 'OpenCampaign', alertId, system: 'delta-x', endedAt: now, deadline }),
    () => {
      const curve = [{ from: now, to: deadline, rate: 0.5 }];
      const plan = { reason: 'drift', work: 3, curve, peak: 0.5, finishesAt: deadline } as const;
      return office.campaign(alertId, { type: 'AdoptPlan', ...plan });
    },
    () => {
      const begin = { messageId, slotAt: now, releasedAt: now, enquired: true, now } as const;
      return office.reintegrate(reference, alertId, { type: 'BeginAttempt', ...begin });
    },
    () => {
      const outcome = { messageId, mrn: `mrn-${reference}`, acceptedAt: now, deadline, byEnquiry: false } as const;
      return office.reintegrate(reference, alertId, { type: 'RecordAcceptance', ...outcome });
    },
    () => office.reintegrate(reference, alertId, { type: 'RecordFailure', failure: 'timeout', mayHaveArrived: true }),
    () => office.campaign(alertId, { type: 'CompleteCampaign', accepted: 1, refused: 0, now }),
  ];
  return (commands[drawn.kind] as () => Promise<Position | undefined>)();
};

/** A history that gets somewhere, with drawn commands after and between. */
const script = (drawn: readonly Step[]): readonly Step[] => {
  const road = [0, 1, 3, 4, 6, 7, 8, 9, 10].map((kind): Step => ({
    kind,
    alert: 0,
    reference: 1,
    prior: 'anticipated',
  }));
  return drawn.flatMap((s, index) => [...(road[index] ? [road[index]] : []), s]);
};

const itemsOf = (answer: { body: unknown }): unknown[] => (answer.body as { items: unknown[] }).items;

describe('the past', () => {
  let runs = 0;

  it('is what the live views showed, asked for by position or by instant, in any order', async () => {
    const history = fc.array(step, { minLength: 9, maxLength: 25 });
    const choices = fc.array(fc.nat(), { minLength: 5, maxLength: 5 });
    const property = fc.asyncProperty(history, choices, async (drawn, picks) => {
      const run = `r${(runs += 1)}`;
      const office = new Office(audit.store, run);
      const witness = new Witness(audit.store);
      try {
        for (const taken of script(drawn)) {
          const position = await carryOut(office, run, taken);
          if (position) await witness.note(position);
        }
        expect(witness.moments.length).toBeGreaterThan(4);
        for (const pick of picks) {
          const moment = witness.moments[pick % witness.moments.length] as Moment;
          const then = witness.at(moment.recordedAt) as Moment;
          for (const { name } of PAST) {
            const path = `/audit/v1/views/${name}?limit=1000&asOf=`;
            const byPosition = await audit.get(path + formatPosition(moment.position), 'claire').expect(200);
            expect(itemsOf(byPosition)).toEqual(moment.rows[name]);
            const byInstant = await audit.get(path + moment.recordedAt, 'claire').expect(200);
            expect(itemsOf(byInstant)).toEqual(then.rows[name]);
          }
        }
      } finally {
        witness.close();
      }
    });
    await fc.assert(property, { numRuns: 5, seed: 20_260_301 });
  });
});

describe('folded states kept', () => {
  it('give what a fresh fold gives, however few are kept and whatever is asked first', async () => {
    const office = new Office(audit.store, 'kept');
    const positions: { position: Position; recordedAt: Instant }[] = [];
    const road = [0, 3, 4, 2, 6, 7, 8, 9, 11, 9, 10, 12];
    for (const kind of road) await carryOut(office, 'kept', { kind, alert: 0, reference: 1, prior: 'lodged' });
    for await (const { position, recordedAt } of audit.store.readAll()) positions.push({ position, recordedAt });

    const fresh = async (view: (typeof PAST)[number], until: Position): Promise<Map<string, unknown>> => {
      const range = { prefixes: view.prefixes, until };
      if (view === pastAlerts) {
        return foldView(alertView, (await history({ ...range, codecs: [alertCodec] })) as never);
      }
      if (view === pastDeclarations) {
        return foldView(declarationView, (await history({ ...range, codecs: [declarationCodec] })) as never);
      }
      return foldView(
        campaignView,
        (await history({ ...range, codecs: [campaignCodec, reintegrationCodec] })) as never,
      );
    };
    const history = async (asked: Parameters<typeof historyUntil>[1]) => {
      const events: unknown[] = [];
      for await (const recorded of historyUntil(audit.store, asked)) events.push(recorded);
      return events;
    };

    const limits = fc.record({ states: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 60 }) });
    const asked = fc.array(fc.tuple(fc.nat(PAST.length - 1), fc.nat(positions.length - 1)), {
      minLength: 4,
      maxLength: 8,
    });
    const property = fc.asyncProperty(limits, asked, async (bounds, questions) => {
      const states = new PastStates(audit.store, bounds);
      // Two at a time: folds that overlap must not mix.
      for (let index = 0; index < questions.length; index += 2) {
        await Promise.all(
          questions.slice(index, index + 2).map(async ([which, where]) => {
            const view = PAST[which] as (typeof PAST)[number];
            const cut = positions[where] as { position: Position; recordedAt: Instant };
            const state = await states.at(view, cut);
            expect(new Map(state.rows)).toEqual(await fresh(view, cut.position));
            expect(state.keys).toEqual([...state.rows.keys()].sort());
          }),
        );
        const { states: kept, rows } = states.statistics();
        expect(kept).toBeLessThanOrEqual(bounds.states);
        expect(rows <= bounds.rows || kept === 1).toBe(true);
      }
    });
    await fc.assert(property, { numRuns: 12, seed: 42 });
  });

  it('are gone on from: a later past reads only what came since', async () => {
    const states = new PastStates(audit.store);
    const positions: { position: Position; recordedAt: Instant }[] = [];
    for await (const { position, recordedAt } of audit.store.readAll({ prefixes: ['declaration-'] })) {
      positions.push({ position, recordedAt });
    }
    const [before, last] = positions.slice(-2) as [(typeof positions)[0], (typeof positions)[0]];
    expect(comparePositions(before.position, last.position)).toBeLessThan(0);
    await states.at(pastDeclarations, before);
    const whole = states.statistics().eventsFolded;
    await states.at(pastDeclarations, last);
    expect(states.statistics().eventsFolded - whole).toBe(1);
    await states.at(pastDeclarations, before);
    expect(states.statistics().eventsFolded - whole).toBe(1);
  });
});
