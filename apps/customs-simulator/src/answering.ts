import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Fault, FaultKind } from './faults.js';
import type { Simulator } from './simulator.js';

const XML = 'application/xml; charset=utf-8';
const NO_ANSWER: readonly FaultKind[] = ['loseAnswer', 'dropRequest', 'hang'];

/** Whether the fault keeps the caller from learning anything. */
export const isSilent = (fault: Fault | undefined): boolean => fault !== undefined && NO_ANSWER.includes(fault.kind);

/** Cuts the connection: the caller learns nothing. */
export const cut = (reply: FastifyReply): FastifyReply => {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
};

/** Leaves the connection open, for ever silent. */
export const hang = (reply: FastifyReply): FastifyReply => {
  reply.hijack();
  return reply;
};

/** Gives the answer, in the way that the planted fault wants it given. */
export const answer = async (
  simulator: Simulator,
  reply: FastifyReply,
  fault: Fault | undefined,
  { status, xml }: { status: number; xml: string },
): Promise<FastifyReply> => {
  switch (fault?.kind) {
    case 'loseAnswer':
    case 'dropRequest':
      return cut(reply);
    case 'hang':
      return hang(reply);
    case 'garbage':
      return reply.code(200).type(XML).send('<answer><<<not the answer that was asked for');
    case 'answerLate':
      await wait(fault.ms ?? 1_000, undefined, { signal: simulator.closing.signal });
      return reply.code(status).type(XML).send(xml);
    default:
      return reply.code(status).type(XML).send(xml);
  }
};
