import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { connectEventStore, type EventStore } from '#libs/event-store';
import { historyOf } from '../../../../test/golden/replay.js';
import { Papers } from './papers.js';

let node: EmbeddedEventStore;
let store: EventStore;
const history = historyOf('fallback-documents');
beforeAll(async () => {
  node = await startEmbeddedEventStore();
  store = connectEventStore({ connectionString: node.connectionString });
  for (const [stream, records] of Map.groupBy(history, (record) => record.stream)) {
    await store.append(
      stream,
      'no-stream',
      records.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
    );
  }
});
afterAll(async () => {
  await store.close();
  await node.close();
});

const OPERATOR = 'FR552100554';
const manifestId = history
  .map(({ data }) => (data as { sheet?: { subject: { manifestId?: string } } }).sheet?.subject.manifestId)
  .find((id) => id !== undefined);

describe('the papers of a declaration', () => {
  it('are its DAU and the manifest that names it, with all that happened to them', async () => {
    const papers = new Papers(store);
    const types = async (reference: string, manifest = manifestId) =>
      (await papers.of(OPERATOR, reference, manifest)).map(({ type }) => type);
    const manifest = ['DocumentIssued.v1', 'DocumentPrinted.v1', 'DocumentReplaced.v1'];
    expect(await types('GD-1')).toEqual(['DocumentIssued.v1', ...manifest]);
    expect(await types('GD-2')).toEqual(['DocumentIssued.v1', 'DocumentStamped.v1', ...manifest]);
    expect(await types('GD-3')).toEqual(manifest);
    expect(await types('GD-4')).toEqual([]);
    expect(await types('GD-1', 'another')).toEqual(['DocumentIssued.v1']);
  });
});
