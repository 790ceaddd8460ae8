import { randomUUID } from 'node:crypto';
import type { JSONEventType } from '@eventstore/db-client';
import { jsonEvent } from '@eventstore/db-client';

export type SampleEvent = JSONEventType<'DeclarationLodged.v1', Record<string, unknown>, Record<string, unknown>>;

/** Events of the product's usual size: about 300 bytes of data and 160 of metadata. */
export const sampleEvents = (count: number) =>
  Array.from({ length: count }, () =>
    jsonEvent<SampleEvent>({
      id: randomUUID(),
      type: 'DeclarationLodged.v1',
      data: {
        reference: 'FR-EXPRESS-0000123456',
        operator: 'FR123456789',
        office: 'FR002650',
        consignee: { name: 'Musterfrau GmbH', city: 'Hamburg', country: 'DE' },
        goods: 'Spare parts for agricultural machinery, of steel',
        cn8: '84339000',
        value: { amount: '1250.00', currency: 'EUR' },
        grossMassKg: '12.500',
        lodgedAt: '2026-03-02T10:15:00.000Z',
      },
      metadata: {
        $correlationId: randomUUID(),
        $causationId: randomUUID(),
        actor: 'agent-17',
        role: 'customs-agent',
        rule: 'DX-07',
      },
    }),
  );
