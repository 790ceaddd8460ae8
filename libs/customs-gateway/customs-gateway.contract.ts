import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  CustomsGateway,
  CustomsMessage,
  Question,
  EnquiryAnswer,
  SubmissionAnswer,
} from './customs-gateway.port.js';
import { isMrn } from './mrn.js';
import { duplicatePolicy } from './duplicate-policy.js';

/** A message, and the question that asks after it. */
export interface Sample extends CustomsMessage, Question {}

/** A real customs system, or what stands in for it, that the suite can make fail. Faults hit the next call only. */
export interface GatewayTarget {
  readonly gateway: CustomsGateway;
  /** A message that the target accepts. Another `submission` is another message for the same declaration. */
  readonly sample: (reference: string, submission?: number) => Sample;
  /** One that it reads and refuses for what it says. */
  readonly refusable: (reference: string) => Sample;
  readonly goDown: (retryAfterSeconds: number) => Promise<void>;
  /** Up, with room, and every planted fault taken away. */
  readonly restore: () => Promise<void>;
  /** Room for nobody. */
  readonly fill: () => Promise<void>;
  readonly plant: (
    fault: 'loseAnswer' | 'dropRequest' | 'garbage' | 'hangCommitted' | 'hang',
    on?: 'submission' | 'enquiry' | 'state-enquiry',
  ) => Promise<void>;
  /** A declaration of that reference has stood there since before the outage, lodged and without release. */
  readonly standsAlready: (reference: string) => Promise<void>;
  /** The service cancels what stands under that reference. */
  readonly cancel: (reference: string) => Promise<void>;
  /** How often the target has accepted the declaration, counted by itself. */
  readonly acceptances: (reference: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

const SHORT = { timeoutMs: 300 };

/** What every adapter owes the submitters. Run it with a target that is as real as can be had. */
export const customsGatewayContract = (adapter: string, start: () => Promise<GatewayTarget>): void => {
  describe(`the contract of a customs gateway: ${adapter}`, () => {
    let target: GatewayTarget;
    let gateway: CustomsGateway;
    let serial = 0;
    let reference = '';
    beforeAll(async () => {
      target = await start();
      ({ gateway } = target);
    });
    beforeEach(async () => {
      await target.restore();
      reference = `contract-${++serial}`;
    });
    afterAll(() => target.close());

    it('brings back an MRN that checks', async () => {
      const answer = await gateway.submit(target.sample(reference));
      expect(answer).toMatchObject({ outcome: 'accepted', mrnChecks: true });
      expect(answer.outcome === 'accepted' && isMrn(answer.mrn)).toBe(true);
    });

    it('brings back a refusal with code, reason and field', async () => {
      const answer = await gateway.submit(target.refusable(reference));
      expect(answer).toMatchObject({ outcome: 'refused', refusedBy: 'customs' });
      if (answer.outcome !== 'refused') return;
      expect([answer.code, answer.reason, answer.field].every((text) => (text ?? '') !== '')).toBe(true);
      expect(duplicatePolicy(answer)).toBe('no-duplicate');
    });

    it('gets the first answer again for the same message', async () => {
      const message = target.sample(reference);
      const first = await gateway.submit(message);
      expect(await gateway.submit(message)).toEqual(first);
      expect(await target.acceptances(reference)).toBe(1);
    });

    it('learns of a double, and of the declaration accepted first', async () => {
      const first = await gateway.submit(target.sample(reference));
      const double = await gateway.submit(target.sample(reference, 2));
      expect(double).toMatchObject({ outcome: 'refused', first: { messageId: target.sample(reference).messageId } });
      expect(double.outcome === 'refused' && double.first?.mrn).toBe(first.outcome === 'accepted' && first.mrn);
      expect(double.outcome === 'refused' && duplicatePolicy(double)).toMatch(/^enquire/);
      expect(await gateway.enquire(target.sample(reference, 2))).toMatchObject({ known: true, outcome: 'refused' });
    });

    it('does not send what its own schema refuses', async () => {
      const { xml, ...sample } = target.sample(reference);
      for (const spoilt of [xml.slice(0, -4), xml.replace('?>', '?><!DOCTYPE x>'), '<order/>', '']) {
        const answer = await gateway.submit({ ...sample, xml: spoilt });
        expect(answer).toMatchObject({ outcome: 'refused', refusedBy: 'gateway' });
      }
      expect(await gateway.enquire(sample)).toEqual({ known: false, outcome: 'unknown' });
    });

    describe('asked', () => {
      it('about what never came, says unknown', async () => {
        expect(await gateway.enquire(target.sample(reference))).toEqual({ known: false, outcome: 'unknown' });
      });

      it('about its own message, gives the answer that was given', async () => {
        for (const message of [target.sample(reference), target.refusable(`${reference}-bad`)]) {
          const given = await gateway.submit(message);
          const found = await gateway.enquire(message);
          expect(found).toEqual({ known: true, foundBy: 'message-id', messageId: message.messageId, ...given });
        }
      });

      it('about a declaration accepted under another message, finds it by reference', async () => {
        const given = await gateway.submit(target.sample(reference));
        const found = await gateway.enquire(target.sample(reference, 2));
        const { messageId } = target.sample(reference);
        expect(found).toEqual({ known: true, foundBy: 'reference', messageId, ...given });
      });

      it('about a declaration refused under another message, says unknown', async () => {
        await gateway.submit(target.refusable(reference));
        expect(await gateway.enquire(target.sample(reference, 2))).toEqual({ known: false, outcome: 'unknown' });
      });

      it('changes nothing', async () => {
        await gateway.enquire(target.sample(reference));
        expect(await target.acceptances(reference)).toBe(0);
        expect(await gateway.submit(target.sample(reference))).toMatchObject({ outcome: 'accepted' });
      });
    });

    describe('asked how declarations stand', () => {
      it('says unknown of a reference that never came', async () => {
        expect(await gateway.statesOf(target.sample(reference))).toEqual({ outcome: 'unknown' });
      });

      it('DX-29: tells of one from before the outage, of its cancellation, and of what came after it', async () => {
        const message = target.sample(reference);
        await target.standsAlready(reference);
        const before = await gateway.statesOf(message);
        expect(before).toMatchObject({ outcome: 'known', declarations: [{ state: 'lodged' }] });
        expect(await gateway.submit(message)).toMatchObject({ outcome: 'refused', rule: 'DX-29' });
        await target.cancel(reference);
        const number = before.outcome === 'known' ? before.declarations[0].number : undefined;
        expect(await gateway.statesOf(message)).toMatchObject({ declarations: [{ number, state: 'cancelled' }] });
        const accepted = await gateway.submit(target.sample(reference, 2));
        const mrn = accepted.outcome === 'accepted' ? accepted.mrn : undefined;
        expect(await gateway.statesOf(message)).toMatchObject({
          declarations: [
            { number, state: 'cancelled' },
            { number: mrn, state: 'reintegrated' },
          ],
        });
      });

      it('in trouble never says unknown, and never that something stands or does not', async () => {
        await target.standsAlready(reference);
        for (const fault of ['loseAnswer', 'garbage', 'hang'] as const) {
          await target.plant(fault, 'state-enquiry');
          expect(await gateway.statesOf(target.sample(reference), SHORT)).toMatchObject({ outcome: 'unavailable' });
        }
        await target.goDown(7);
        const down = { outcome: 'unavailable', kind: 'down', retryAfterMs: 7_000 };
        expect(await gateway.statesOf(target.sample(reference))).toMatchObject(down);
      });
    });

    describe('in trouble, answers and never throws', () => {
      it('down: not taken, with the time to wait', async () => {
        await target.goDown(7);
        const trouble = { outcome: 'unavailable', kind: 'down', retryAfterMs: 7_000 };
        expect(await gateway.submit(target.sample(reference))).toMatchObject({ ...trouble, mayHaveArrived: false });
        expect(await gateway.enquire(target.sample(reference))).toMatchObject(trouble);
        await target.restore();
        expect(await target.acceptances(reference)).toBe(0);
      });

      it('throttled: not taken, with the time to wait', async () => {
        await target.fill();
        const answer = await gateway.submit(target.sample(reference));
        expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'throttled', mayHaveArrived: false });
        expect(answer.outcome === 'unavailable' && (answer.retryAfterMs ?? 0) >= 1_000).toBe(true);
        await target.restore();
        expect(await target.acceptances(reference)).toBe(0);
      });

      it('a lost answer may have arrived, and asking finds it', async () => {
        await target.plant('loseAnswer');
        const answer = await gateway.submit(target.sample(reference));
        expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'connection', mayHaveArrived: true });
        expect(await gateway.enquire(target.sample(reference))).toMatchObject({ known: true, outcome: 'accepted' });
      });

      it('a lost request may have arrived too, and asking finds nothing', async () => {
        await target.plant('dropRequest');
        const answer = await gateway.submit(target.sample(reference));
        expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'connection', mayHaveArrived: true });
        expect(await gateway.enquire(target.sample(reference))).toEqual({ known: false, outcome: 'unknown' });
      });

      it('a silent system is given up in time, and may have taken it', async () => {
        for (const [fault, known] of [
          ['hang', false],
          ['hangCommitted', true],
        ] as const) {
          await target.plant(fault);
          const started = performance.now();
          const answer = await gateway.submit(target.sample(`${reference}-${fault}`), SHORT);
          expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'timeout', mayHaveArrived: true });
          expect(performance.now() - started).toBeLessThan(5_000);
          expect((await gateway.enquire(target.sample(`${reference}-${fault}`))).known).toBe(known);
        }
      });

      it('an answer that can not be read is no refusal, and may have arrived', async () => {
        await target.plant('garbage');
        const answer = await gateway.submit(target.sample(reference));
        expect(answer).toMatchObject({ outcome: 'unavailable', mayHaveArrived: true });
        expect(await gateway.enquire(target.sample(reference))).toMatchObject({ known: true, outcome: 'accepted' });
      });

      it('an enquiry in trouble is never "unknown"', async () => {
        await gateway.submit(target.sample(reference));
        for (const fault of ['loseAnswer', 'garbage', 'hang'] as const) {
          await target.plant(fault, 'enquiry');
          const answer = await gateway.enquire(target.sample(reference), SHORT);
          expect(answer).toMatchObject({ outcome: 'unavailable' });
        }
      });

      it('given up by the caller, it may have arrived', async () => {
        const given = AbortSignal.abort(new Error('stopping'));
        const answer = await gateway.submit(target.sample(reference), { signal: given });
        expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'connection', mayHaveArrived: true });
        await target.plant('hang');
        const controller = new AbortController();
        const pending = gateway.submit(target.sample(reference), { signal: controller.signal });
        controller.abort('no error at all');
        expect(await pending).toMatchObject({ outcome: 'unavailable', mayHaveArrived: true });
      });
    });

    it('asked before it is sent to again wherever it may have it, gets each declaration accepted exactly once through every fault', async () => {
      const faults = ['loseAnswer', 'dropRequest', 'hang', 'hangCommitted', 'garbage'] as const;
      for (const [i, fault] of faults.entries()) {
        const message = target.sample(`${reference}-${i}`);
        await target.plant(fault);
        await target.plant('loseAnswer', 'enquiry');
        let settled = false;
        let enquire = false;
        for (let attempt = 1; attempt <= 6 && !settled; attempt++) {
          const answer: SubmissionAnswer | EnquiryAnswer = enquire
            ? await gateway.enquire(message, SHORT)
            : await gateway.submit(message, SHORT);
          settled = answer.outcome === 'accepted';
          enquire = answer.outcome === 'unavailable' && (enquire || answer.mayHaveArrived);
        }
        expect([fault, settled, await target.acceptances(message.reference)]).toEqual([fault, true, 1]);
        await target.restore();
      }
    });
  });
};
