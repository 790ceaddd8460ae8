import { describe, it } from 'vitest';
import { alertCodec, alertDecider, type AlertCommand, type OtherAlert } from '#libs/alert';
import { HOUR, plus } from '#libs/kernel';
import { OUTAGE } from '../delta-x-paper.js';
import { NO_RULE, scenarioOf } from '../given-when-then.js';

const { given } = scenarioOf(alertDecider, alertCodec);
const NOTIFIED = OUTAGE.startedAt;
const FROM = plus(NOTIFIED, HOUR);
const EORI = 'FR552100554';

const scope = (assistanceNumber = '2026-000123') => ({ kind: 'operator', eori: EORI, assistanceNumber }) as const;
const plan = (number?: string, others: readonly OtherAlert[] = []): AlertCommand => ({
  type: 'PlanAlert',
  alertId: 'p1',
  system: 'delta-x',
  scope: scope(number),
  impact: 'general',
  notice: 'maintenance',
  notifiedAt: NOTIFIED,
  from: FROM,
  others,
  now: NOTIFIED,
});
const start = (startedAt = FROM): AlertCommand => ({ type: 'StartAlert', startedAt, now: OUTAGE.now });

describe('DX-04: an outage of the operator’s own, planned ahead', () => {
  it('DX-04 allows it under the number of an assistance request, from its notice on', () => {
    const planned = given().when(plan()).allowed();
    for (const at of [NOTIFIED, FROM, OUTAGE.now])
      given(...planned)
        .when(start(at))
        .allowed();
  });

  it.each(['Alerte CID', 'OLGA', 'da-2026'])('DX-04 refuses “%s” as its number, as where it is announced', (number) => {
    given().when(plan(number)).refusedBy('DX-04');
  });

  it('DX-04 refuses a number that was used for another outage of the operator’s', () => {
    const before = { alertId: 'o1', scope: scope(), startedAt: plus(NOTIFIED, -HOUR), endedAt: NOTIFIED };
    given()
      .when(plan('2026-000123', [before]))
      .refusedBy('DX-04');
  });

  it('allows it while another outage runs, which may be over by then', () => {
    const running = { alertId: 'e1', scope: { kind: 'everyone' }, startedAt: plus(NOTIFIED, -HOUR) } as const;
    given()
      .when(plan(undefined, [running]))
      .allowed();
  });

  it('refuses a start of before its notice: no paper of before it could ever rest on it (DX-21)', () => {
    given(...given().when(plan()).allowed())
      .when(start(plus(NOTIFIED, -1)))
      .refusedBy(NO_RULE);
  });
});
