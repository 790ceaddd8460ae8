import { createHash } from 'node:crypto';
import { deltaXAnswer, makeMrn, parseDeltaXReintegration, type ParsedReintegration } from '#libs/customs-gateway';
import type { Instant } from '#libs/kernel';
import type { Fault } from './faults.js';
import { judge, judgeFaults, REUSED_MESSAGE_ID, type Verdict } from './judge.js';
import type { KeptAnswer, Ledger, LedgerEntry } from './ledger.js';
import type { Simulator } from './simulator.js';

/** What identifies a message, as far as it could be read. */
export interface About {
  readonly messageId?: string;
  readonly operator?: string;
  readonly reference?: string;
}

export interface Arrival extends About {
  readonly parsed: ParsedReintegration;
  readonly digest: string;
}

/** @throws UnsafeXml */
export const readArrival = (xml: string): Arrival => {
  const parsed = parseDeltaXReintegration(xml);
  const digest = createHash('sha256').update(xml).digest('hex');
  if (!parsed.valid) {
    const { messageId, operator, reference } = parsed;
    return {
      parsed,
      digest,
      ...(messageId && { messageId }),
      ...(operator && { operator }),
      ...(reference && { reference }),
    };
  }
  const { messageId, operator, reference } = parsed.declaration;
  return { parsed, digest, messageId, operator: operator.eori, reference };
};

export interface Decision {
  readonly xml: string;
  /** The planted refusal was what decided. */
  readonly faultUsed: boolean;
}

/** How the request itself goes into the ledger; the decision adds its verdict. */
export type Circumstances = Pick<LedgerEntry, 'receivedMs' | 'receivedAt' | 'status' | 'fault'>;

const aboutOf = ({ messageId, operator, reference }: About): About => ({
  ...(messageId !== undefined && { messageId: messageId.slice(0, 70) }),
  ...(operator !== undefined && { operator: operator.slice(0, 70) }),
  ...(reference !== undefined && { reference: reference.slice(0, 70) }),
});

/**
 * Decides on a message once and for ever: the same message gets the answer it got first, the same id with other content
 * is refused, and both the answer and the request are committed when this returns.
 */
export const decide = (
  simulator: Simulator,
  arrival: Arrival,
  circumstances: Circumstances,
  planted: Fault | undefined,
): Decision => {
  const { ledger, register, goods } = simulator;
  const now = simulator.now();
  register.settle(now);
  return ledger.transaction(() => {
    const about = aboutOf(arrival);
    const kept = arrival.messageId === undefined ? undefined : ledger.answerTo(arrival.messageId);
    if (kept?.digest === arrival.digest) {
      const { kind: verdict, mrn, code } = kept;
      ledger.record({ kind: 'submission', ...circumstances, ...about, verdict, mrn, code, repeated: true });
      return { xml: kept.xml, faultUsed: false };
    }
    const own = kept ? REUSED_MESSAGE_ID : verdictOn(simulator, arrival, now);
    const faultUsed = own.accepted && planted?.kind === 'refuse';
    const verdict = faultUsed ? plantedRefusal(planted) : own;
    const answer = answerOf(ledger, about, verdict, now);
    if (arrival.messageId !== undefined && !kept)
      ledger.keep({ ...answer, messageId: arrival.messageId, digest: arrival.digest });
    if (answer.mrn !== undefined && arrival.parsed.valid) {
      const { operator, reference, lrn, kind } = arrival.parsed.declaration;
      register.enterReintegrated({ operator: operator.eori, reference, lrn, kind, number: answer.mrn }, now);
      goods.enter(answer.mrn, arrival.parsed.declaration);
    }
    const { kind: given, mrn, code } = answer;
    const fault = faultUsed ? planted.kind : circumstances.fault;
    ledger.record({ kind: 'submission', ...circumstances, ...about, verdict: given, mrn, code, fault });
    return { xml: answer.xml, faultUsed };
  });
};

const verdictOn = ({ ledger, register, service, rules }: Simulator, { parsed }: Arrival, now: Instant): Verdict => {
  if (!parsed.valid) return judgeFaults(parsed.faults);
  const { reference, lrn } = parsed.declaration;
  const operator = parsed.declaration.operator.eori;
  return judge(parsed.declaration, {
    now,
    first: ledger.firstAcceptance(operator, reference),
    sameReference: register.declarations({ operator, reference }),
    sameLrn: register.declarations({ operator, lrn }),
    control: service.control({ operator, reference }),
    periods: service.periods(operator),
    announced: service.announced(),
    rules,
  });
};

const plantedRefusal = (fault: Fault): Verdict => ({
  accepted: false,
  code: fault.code ?? '14',
  reason: fault.reason ?? 'refus programmé / scripted refusal',
});

type Answer = Omit<KeptAnswer, 'messageId' | 'digest'>;

const answerOf = (ledger: Ledger, about: About, verdict: Verdict, now: Instant): Answer => {
  const common = { ...about, answeredAt: now };
  if (verdict.accepted) {
    const mrn = makeMrn(Number(now.slice(0, 4)), 'FR', ledger.nextSerial());
    return { ...common, kind: 'accepted', mrn, xml: deltaXAnswer({ ...common, kind: 'accepted', mrn }) };
  }
  const { code, rule, reason, field, first } = verdict;
  const xml = deltaXAnswer({
    ...common,
    kind: 'refused',
    code,
    reason,
    ...(rule && { rule }),
    ...(field && { field }),
    ...(first && { first }),
  });
  return { ...common, kind: 'refused', code, xml };
};
