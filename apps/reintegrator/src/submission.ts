import {
  CUSTOMS_REFUSAL,
  duplicatePolicy,
  messageIdFor,
  type Accepted,
  type CustomsGateway,
  type Refused,
  type Unavailable,
} from '#libs/customs-gateway';
import { declarationCodec } from '#libs/delta-x';
import { loadHistory, type EventStore, type Log } from '#libs/event-store';
import type { Instant } from '#libs/kernel';
import { nextStep } from '#libs/reintegration';
import { subjectFold } from './declaration-subject.js';
import { lrnSent, messageOf, type Lodged } from './delta-x-message.js';
import type { Outcomes, Owing } from './outcomes.js';
import { OwnDelay } from './own-delay.js';
import type { CallSample } from './target-control.js';
import type { ProductClock } from './product-clock.js';
import type { Window } from './read-models.js';

/** What came of one slot. `busy`: somebody else is at it. `not-due`: nothing is to be sent (any more). */
export type SubmissionResult = 'accepted' | 'refused' | 'failed' | 'not-due' | 'busy';

export interface SubmissionDeps {
  readonly store: EventStore;
  readonly gateway: CustomsGateway;
  readonly clock: ProductClock;
  readonly outcomes: Outcomes;
  readonly window: (alertId: string) => Window | undefined;
  readonly requestTimeoutMs: number;
  /** Told how the target does: an answer, or what kept it from one. */
  readonly onTarget: (sample: CallSample) => void;
  readonly log: Log;
}

/** Beyond the request's own timeout, before a sending without an outcome counts as abandoned. */
const ABANDONED_AFTER_MS = 1_000;

interface Case {
  readonly stream: string;
  readonly revision: bigint;
  readonly owing: Owing;
  readonly declaration: Lodged;
  readonly messageId: string;
  readonly window: Window;
  /** The last event: what caused what comes next. */
  readonly causationId: string;
}

/** The message, or a refusal of our own where it holds what XML can't carry: for a person, before anything is sent. */
const writable = ({ declaration, messageId }: Case): string | Refused => {
  try {
    return messageOf(declaration, messageId);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { outcome: 'refused', refusedBy: 'gateway', code: CUSTOMS_REFUSAL.invalid, reason: error.message };
  }
};

const doubled = ({ mrn }: Accepted): Refused => ({
  outcome: 'refused',
  refusedBy: 'customs',
  code: CUSTOMS_REFUSAL.duplicateReference,
  reason: `another message was accepted for this declaration: ${mrn}`,
  rule: 'DX-29',
});

/**
 * Sends one declaration, at most once: reads its stream anew, appends the attempt, sends under a stable message id,
 * appends the outcome. Where an earlier sending may have arrived, the target is asked before anything is sent again.
 */
export class Submission {
  readonly #underWay = new Set<string>();
  readonly #ownDelay = new OwnDelay();

  constructor(private readonly deps: SubmissionDeps) {}

  async run(stream: string, slotAt: Instant): Promise<SubmissionResult> {
    if (this.#underWay.has(stream)) return 'busy';
    this.#underWay.add(stream);
    try {
      return await this.#step(stream, slotAt);
    } finally {
      this.#underWay.delete(stream);
    }
  }

  async #step(stream: string, slotAt: Instant): Promise<SubmissionResult> {
    const history = await loadHistory(this.deps.store, stream, subjectFold, declarationCodec);
    const { reintegration, declaration } = history.state;
    const last = history.events.at(-1);
    const step = nextStep(reintegration);
    if (step === 'nothing' || !declaration.lodged || !last || history.revision === undefined) return 'not-due';
    const owing = reintegration as Owing;
    const window = this.deps.window(owing.subject.alertId);
    if (!window) return 'not-due';
    const { operator, reference } = owing.subject;
    const messageId = messageIdFor(operator, reference, owing.submission);
    const found: Case = {
      stream,
      revision: history.revision,
      owing,
      declaration: { ...declaration, lodged: declaration.lodged },
      messageId,
      window,
      causationId: last.id,
    };
    if (step === 'send') return this.#send(found, slotAt, false);
    const young = this.deps.requestTimeoutMs + ABANDONED_AFTER_MS;
    if (owing.status === 'attempting' && this.deps.clock.realSince(last.recordedAt) < young) return 'busy';
    return this.#ask(found, slotAt);
  }

  /** After a crash, or a sending without an answer. */
  async #ask(found: Case, slotAt: Instant): Promise<SubmissionResult> {
    const { operator, reference } = found.owing.subject;
    const since = Date.now();
    const answer = await this.deps.gateway.enquire({ messageId: found.messageId, operator, reference });
    this.#learn(answer, since);
    if (answer.outcome === 'unavailable') return 'failed';
    if (answer.outcome !== 'unknown') {
      // Another message was accepted for this declaration: an older one of the operator's own, say (DX-29).
      const foreign = answer.outcome === 'accepted' && answer.foundBy === 'reference';
      return this.#settle(found, foreign ? doubled(answer) : answer, true);
    }
    if (found.owing.status === 'owed') return this.#send(found, slotAt, true);
    await this.deps.outcomes.failed(found, { kind: 'connection', mayHaveArrived: false });
    return 'failed';
  }

  async #send(found: Case, slotAt: Instant, enquired: boolean): Promise<SubmissionResult> {
    const xml = writable(found);
    if (typeof xml !== 'string') return this.#settle(found, xml, false);
    const lrn = lrnSent(found.declaration);
    const sent = await this.deps.outcomes.begin(found, { slotAt, enquired, lrn, now: this.deps.clock.now() });
    if (!sent) return 'busy';
    const { messageId } = found;
    const { reference } = found.owing.subject;
    const since = Date.now();
    const answer = await this.deps.gateway.submit(
      { messageId, reference, xml },
      { timeoutMs: this.deps.requestTimeoutMs },
    );
    this.#learn(answer, since);
    if (answer.outcome === 'unavailable') {
      await this.deps.outcomes.failed(sent, answer);
      return 'failed';
    }
    if (answer.outcome === 'refused' && duplicatePolicy(answer) !== 'no-duplicate')
      return this.#settleDouble(sent, answer);
    return this.#settle(sent, answer, false);
  }

  #learn(answer: { readonly outcome: string } | Unavailable, since: number): void {
    const at = Date.now();
    if (answer.outcome !== 'unavailable')
      this.deps.onTarget({ kind: 'answered', at, latencyMs: this.#ownDelay.without(since, at) });
    else if ('kind' in answer) this.deps.onTarget({ kind: answer.kind, at, retryAfterMs: answer.retryAfterMs });
  }

  /** A double, says the target. What it holds under our own message id is our doing; anything else is for a person. */
  async #settleDouble(sent: Case, refused: Refused): Promise<SubmissionResult> {
    const { operator, reference } = sent.owing.subject;
    const held = await this.deps.gateway.enquire({ messageId: sent.messageId, operator, reference });
    const ours = held.known === true && held.foundBy === 'message-id' && held.outcome === 'accepted';
    return ours ? this.#settle(sent, held, true) : this.#settle(sent, refused, false);
  }

  async #settle(found: Case, answer: Accepted | Refused, byEnquiry: boolean): Promise<SubmissionResult> {
    if (answer.outcome === 'accepted') {
      await this.deps.outcomes.accepted(found, answer, byEnquiry);
      return 'accepted';
    }
    await this.deps.outcomes.refused(found, answer);
    return 'refused';
  }
}
