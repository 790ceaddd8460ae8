import type { View } from '#libs/kernel';

/** Which request an idempotency key belongs to. */
export interface KeyRow {
  readonly requestHash: string;
  readonly commandId: string;
  readonly stream: string;
}

export const keyOf = (actorId: string, idempotencyKey: string): string => `${actorId}/${idempotencyKey}`;

/** The keys used so far: tells a key that comes again on another resource, whose own stream knows nothing of it. */
export const keyView: View<KeyRow> = {
  name: 'idempotency-keys',
  version: 3,
  prefixes: ['alert-', 'manifest-', 'declaration-', 'import-', 'target-', 'document-'],
  project: ({ metadata, stream }) => {
    const { actor, idempotencyKey, requestHash, commandId } = metadata;
    if (idempotencyKey === undefined || requestHash === undefined) return [];
    return [{ key: keyOf(actor.id, idempotencyKey), row: { requestHash, commandId, stream } }];
  },
};
