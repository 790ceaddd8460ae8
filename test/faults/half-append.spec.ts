import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEventStore, type EventStore } from '#libs/event-store';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { projectRoot } from '../../apps/launcher/src/project-root.js';

/** Sends the header of an append and five events of more to come, and is killed in the middle. */
const DYING_WRITER = `
import grpc from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
const [port, stream] = process.argv.slice(-2);
const client = new services.StreamsClient('127.0.0.1:' + port, grpc.credentials.createInsecure());
client.waitForReady(Date.now() + 5000, () => {
  const call = client.append(new grpc.Metadata(), () => undefined);
  const options = new streams.AppendReq.Options();
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64')));
  options.setNoStream(new shared.Empty());
  call.write(new streams.AppendReq().setOptions(options));
  for (let i = 0; i < 5; i++) {
    const message = new streams.AppendReq.ProposedMessage();
    message.setId(new shared.UUID().setString(randomUUID()));
    message.getMetadataMap().set('type', 'Half').set('content-type', 'application/json');
    message.setData(Buffer.from('{}'));
    call.write(new streams.AppendReq().setProposedMessage(message), () => {
      if (i === 4) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
    });
  }
});
`;

describe('an append whose writer dies in the middle', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;
  beforeAll(async () => {
    node = await startEmbeddedEventStore({});
    store = connectEventStore({ connectionString: node.connectionString });
  });
  afterAll(async () => {
    await store.close();
    await node.close();
  });

  it('is not committed by half', async () => {
    for (let round = 0; round < 4; round++) {
      const stream = `half-${String(round)}`;
      const writer = spawn(
        process.execPath,
        ['--input-type=module', '-e', DYING_WRITER, '--', String(node.port), stream],
        {
          cwd: projectRoot(),
          stdio: 'ignore',
        },
      );
      const [, signal] = (await once(writer, 'exit')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      // Answered after the node has dealt with the broken connection: it reads what was committed by then.
      await store.append(`after-${String(round)}`, 'no-stream', [
        {
          id: crypto.randomUUID(),
          type: 'After.v1',
          data: {},
          metadata: {
            correlationId: 'c',
            causationId: 'c',
            commandId: 'c',
            actor: { id: 't', role: 'system' },
            occurredAt: '2026-11-01T00:00:00.000Z' as never,
            rules: [],
            codeVersion: 't',
          },
        },
      ]);
      const found: unknown[] = [];
      for await (const record of store.readStream(stream)) found.push(record.type);
      expect(found).toEqual([]);
    }
  });
});
