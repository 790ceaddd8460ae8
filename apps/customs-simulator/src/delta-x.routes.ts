import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeXml, deltaXAnswer, deltaXStates, MAX_XML_BYTES } from '#libs/customs-gateway';
import { answer, cut, hang, isSilent } from './answering.js';
import { decide, readArrival, type About } from './decide.js';
import { openDoor } from './door.js';
import type { Simulator } from './simulator.js';

const text = { type: 'string', minLength: 1, maxLength: 70 };
const messageIdParam = { params: { type: 'object', properties: { messageId: text } } };
const byReference = {
  querystring: {
    type: 'object',
    required: ['operator', 'reference'],
    additionalProperties: false,
    properties: { operator: text, reference: text },
  },
};

interface ByReference {
  readonly Querystring: { operator: string; reference: string };
}

/** Delta X as an EDI partner meets it: submissions and enquiries, behind one door. */
export const deltaXRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    const { ledger, register, faults, closing } = simulator;
    const door = openDoor(simulator, scope);
    const itsTurn = (request: FastifyRequest): Promise<void> =>
      wait(door.received(request).latencyMs, undefined, { signal: closing.signal });

    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      /^(application|text)\/xml\s*(;\s*charset="?utf-8"?\s*)?$/i,
      { parseAs: 'buffer' },
      (_request, body, done) => {
        done(null, body);
      },
    );

    scope.post('/delta-x/declarations', { bodyLimit: MAX_XML_BYTES }, async (request, reply) => {
      await itsTurn(request);
      const { receivedMs, receivedAt } = door.received(request);
      const arrival = readArrival(decodeXml(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
      const planted = faults.find('submission', arrival.reference);
      if (planted && (planted.kind === 'dropRequest' || (planted.kind === 'hang' && !planted.commit))) {
        faults.use(planted);
        const { messageId, operator, reference } = arrival;
        door.record(request, { verdict: 'dropped', messageId, operator, reference, fault: planted.kind });
        return planted.kind === 'hang' ? hang(reply) : cut(reply);
      }
      const other = planted?.kind === 'refuse' ? undefined : planted;
      const decision = decide(
        simulator,
        arrival,
        { receivedMs, receivedAt, status: isSilent(other) ? undefined : 200, fault: other?.kind },
        planted,
      );
      if (planted && (other || decision.faultUsed)) faults.use(planted);
      return answer(simulator, reply, other, { status: 200, xml: decision.xml });
    });

    const enquire = async (
      request: FastifyRequest,
      reply: FastifyReply,
      about: About,
      found: About & { xml?: string },
    ): Promise<FastifyReply> => {
      const known = found.xml !== undefined;
      const fault = faults.find('enquiry', found.reference ?? about.reference);
      if (fault) faults.use(fault);
      const status = known ? 200 : 404;
      door.record(request, {
        ...about,
        verdict: known ? 'known' : 'unknown',
        status: isSilent(fault) ? undefined : status,
        fault: fault?.kind,
      });
      const xml = found.xml ?? deltaXAnswer({ ...about, answeredAt: simulator.now(), kind: 'unknown' });
      return answer(simulator, reply, fault, { status, xml });
    };

    scope.get<{ Params: { messageId: string } }>(
      '/delta-x/declarations/:messageId',
      { schema: messageIdParam },
      async (request, reply) => {
        await itsTurn(request);
        const kept = ledger.answerTo(request.params.messageId);
        const found = kept ? { xml: kept.xml, ...(kept.reference !== undefined && { reference: kept.reference }) } : {};
        return enquire(request, reply, { messageId: request.params.messageId }, found);
      },
    );

    scope.get<ByReference>('/delta-x/declarations', { schema: byReference }, async (request, reply) => {
      await itsTurn(request);
      const { operator, reference } = request.query;
      const first = ledger.firstAcceptance(operator, reference);
      return enquire(request, reply, { operator, reference }, first ? { xml: first.xml, reference } : {});
    });

    scope.get<ByReference>('/delta-x/states', { schema: byReference }, async (request, reply) => {
      await itsTurn(request);
      const now = simulator.now();
      const { operator, reference } = request.query;
      register.settle(now);
      const declarations = register.declarations({ operator, reference });
      const fault = faults.find('state-enquiry', reference);
      if (fault) faults.use(fault);
      door.record(request, {
        operator,
        reference,
        verdict: declarations.length > 0 ? 'known' : 'unknown',
        code: declarations.map((d) => d.state).join(' ') || undefined,
        status: isSilent(fault) ? undefined : 200,
        fault: fault?.kind,
      });
      simulator.hearOfCancellation({ operator, reference }, now);
      const xml = deltaXStates({ operator, reference, answeredAt: now, declarations });
      return answer(simulator, reply, fault, { status: 200, xml });
    });
  };
