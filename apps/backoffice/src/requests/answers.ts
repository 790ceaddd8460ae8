import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { formatPosition } from '#libs/kernel';
import type { Outcome } from './decisions.js';

/** Sets what every answer to a change says in its headers, and gives the row. */
export const answerChange = <Row>(reply: FastifyReply, outcome: Outcome<Row>, created?: string): Row => {
  reply.header('etag', `"${String(outcome.revision)}"`);
  if (outcome.position) reply.header('reprise-position', formatPosition(outcome.position));
  if (created !== undefined) {
    reply.header('location', created);
    reply.code(outcome.changed ? 201 : 200);
  }
  return outcome.row;
};

/** Sets the ETag of a single thing read; rows without a revision of their own are told apart by their content. */
export const answerRow = <Row extends object>(reply: FastifyReply, row: Row, position: string): Row => {
  const revision = 'revision' in row && typeof row.revision === 'string' ? row.revision : undefined;
  const tag = revision ?? createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
  reply.header('etag', `"${tag}"`).header('reprise-position', position);
  return row;
};
