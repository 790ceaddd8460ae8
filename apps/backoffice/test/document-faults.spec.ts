import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandIdOf, EventStoreUnavailable, loadState, type CommandContext } from '#libs/event-store';
import {
  documentCodec,
  documentDecider,
  documentStream,
  numberCodec,
  numberDecider,
  numberStream,
  type Order,
} from '#libs/fallback-documents';
import { DocumentDesk, documentIdOf } from '../src/documents/document-desk.js';
import { DocumentPress } from '../src/documents/document-press.js';
import { DocumentSource } from '../src/documents/document-source.js';
import { Numbering } from '../src/documents/numbering.js';
import { Unfinished } from '../src/documents/unfinished.js';
import { lineOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
let alertId: string;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice();
  ({ alertId } = await office.alert());
  manifestId = await office.manifest(alertId);
});
afterAll(() => office.close());

const lodge = (reference: string) =>
  office
    .as('marion', 'post', '/v1/declarations')
    .send({ manifestId, consignment: lineOf(reference) })
    .expect(201);
const orderFor = (reference: string): Order => ({
  kind: 'dau',
  operator: OPERATOR,
  subject: { of: 'declaration', reference },
  signature: { name: 'Marion Vasseur', signedAt: office.runtime.now() },
});
const request = (reference: string, key = office.key()) =>
  office
    .as('marion', 'post', '/v1/documents')
    .set('idempotency-key', key)
    .send({ kind: 'dau', operator: OPERATOR, reference, signature: signature() });
let signed: { readonly name: string; readonly signedAt: string } | undefined;
/** The same in each request: a repeat is the same request. */
const signature = () => (signed ??= { name: 'Marion Vasseur', signedAt: office.runtime.now() });

const series = async () =>
  (await loadState(office.runtime.store, numberStream(OPERATOR), numberDecider, numberCodec)).state.documents;
const documentOf = async (documentId: string) =>
  (await loadState(office.runtime.store, documentStream(documentId), documentDecider, documentCodec)).state;
/** As after a wait for the rows: what is taken must be known before it can be settled. */
const settle = async (): Promise<void> => {
  const head = await office.runtime.store.head();
  if (head) await office.runtime.running.waitFor(head, 5_000);
  await office.app.get(Unfinished).settle();
};

/** The next append to such a stream fails, before it is written or when its answer should come. */
const breakAppend = (prefix: string, when: 'before' | 'after'): void => {
  const { store } = office.runtime;
  const append = store.append.bind(store);
  store.append = async (stream, ...rest) => {
    if (!stream.startsWith(prefix)) return append(stream, ...rest);
    store.append = append;
    if (when === 'after') await append(stream, ...rest);
    throw new EventStoreUnavailable('the connection broke');
  };
};
const breakPress = (): void => {
  const press = office.app.get(DocumentPress);
  press.make = () => {
    Reflect.deleteProperty(press, 'make');
    return Promise.reject(new Error('the press broke'));
  };
};

const BREAKS: Readonly<Record<string, () => void>> = {
  'before the number is written': () => {
    breakAppend('numbers-', 'before');
  },
  'when the number is written and nobody told': () => {
    breakAppend('numbers-', 'after');
  },
  'in the press': breakPress,
  'before the document is written': () => {
    breakAppend('document-', 'before');
  },
  'when the document is written and nobody told': () => {
    breakAppend('document-', 'after');
  },
};

/** Made now, or found as it was recorded. */
const made = ({ status }: { readonly status: number }): void => expect([200, 201]).toContain(status);

describe('DX-05: a request broken off', () => {
  it.each(Object.entries(BREAKS))('%s leaves one number and one document, whoever goes on', async (name, breakIt) => {
    const before = (await series()).length;
    const written = name !== 'before the number is written';
    const goOn: Readonly<Record<string, (reference: string, key: string) => Promise<unknown>>> = {
      again: (reference, key) => request(reference, key).expect(made),
      another: (reference) => request(reference),
      nobody: settle,
    };
    for (const [who, goesOn] of Object.entries(goOn)) {
      const reference = `${who}-${before}`;
      const key = office.key();
      await lodge(reference);
      breakIt();
      expect((await request(reference, key)).status, who).toBeGreaterThanOrEqual(500);
      await goesOn(reference, key);
      const state = await documentOf(documentIdOf(orderFor(reference)));
      expect(state.status, who).toBe(written || who !== 'nobody' ? 'issued' : 'none');
      if (who === 'nobody') await request(reference, key).expect(made);
    }
    const documents = (await series()).slice(before);
    expect(documents).toHaveLength(3);
    for (const [index, documentId] of documents.entries()) {
      expect(await documentOf(documentId ?? '')).toMatchObject({ status: 'issued', number: before + index + 1 });
    }
  });
});

describe('DX-05: a number', () => {
  const contextOf = (what: string): CommandContext => ({
    actor: { id: 'marion', role: 'integrator' },
    commandId: commandIdOf('marion', what, 'a request'),
    correlationId: alertId,
    occurredAt: office.runtime.now(),
    codeVersion: 'test',
  });
  const take = (order: Order, context: CommandContext): Promise<number> => {
    const asked = { documentId: documentIdOf(order), givenUp: [] };
    return office.app.get(Numbering).take(order, asked, office.runtime.now(), context);
  };

  it('whose document can no longer be made is given up, and the same request gets another one', async () => {
    const order = orderFor('GONE-1');
    const context = contextOf('GONE-1');
    const number = await take(order, context);
    await settle();
    expect((await series())[number - 1]).toBeNull();
    expect(await documentOf(documentIdOf(order))).toEqual({ status: 'none', givenUp: [number] });
    await settle();
    await lodge('GONE-1');
    await office.app.get(DocumentDesk).issue(order, office.runtime.now(), context);
    expect(await documentOf(documentIdOf(order))).toMatchObject({ status: 'issued', number: number + 1 });
    expect((await series()).slice(number - 1)).toEqual([null, documentIdOf(order)]);
  });

  it('that is given up while its document is being made is not issued: the request is told to come again', async () => {
    await lodge('LATE-1');
    const press = office.app.get(DocumentPress);
    const make = press.make.bind(press);
    press.make = async (content) => {
      Reflect.deleteProperty(press, 'make');
      const { documentId, number } = content;
      // What another replica does that judges otherwise, because its register of offices is another one.
      const command = {
        type: 'GiveUpDocument',
        operator: OPERATOR,
        documentId,
        number,
        why: 'no such office',
      } as const;
      const [event] = documentDecider.decide(command, { status: 'none' });
      if (!event) throw new Error('nothing given up');
      const stored = { id: crypto.randomUUID(), ...documentCodec.encode(event), metadata: metadataOf(documentId) };
      await office.runtime.store.append(documentStream(documentId), 'no-stream', [stored]);
      return make(content);
    };
    const key = office.key();
    const refused = await request('LATE-1', key).expect(422);
    const [{ todo }] = (refused.body as { errors: [{ todo: string }] }).errors;
    expect(todo).toContain('another number');
    const { number } = (await request('LATE-1', key).expect(201)).body as { number: number };
    expect((await series()).slice(number - 2)).toEqual([null, documentIdOf(orderFor('LATE-1'))]);
  });

  it('is one and is issued once where two replicas and the one that finishes come at the same time', async () => {
    for (const round of [1, 2]) {
      const order = orderFor(`BOTH-${round}`);
      await lodge(`BOTH-${round}`);
      const number = await take(order, contextOf(`BOTH-${round}`));
      const other = new DocumentDesk(...replica());
      const desk = office.app.get(DocumentDesk);
      const now = office.runtime.now();
      await Promise.allSettled([
        settle(),
        desk.issue(order, now, contextOf(`BOTH-${round} here`)),
        other.issue(order, now, contextOf(`BOTH-${round} there`)),
      ]);
      expect(await documentOf(documentIdOf(order))).toMatchObject({ status: 'issued', number });
      expect((await series()).slice(number - 1)).toEqual([documentIdOf(order)]);
    }
  });

  const metadataOf = (documentId: string) => {
    const { actor, commandId, correlationId, occurredAt, codeVersion } = contextOf(`another ${documentId}`);
    return { actor, commandId, causationId: commandId, correlationId, occurredAt, codeVersion, rules: [] };
  };
  /** What another replica has of its own: its turns and what it remembers of the series. */
  const replica = (): ConstructorParameters<typeof DocumentDesk> => {
    const { runtime, app } = office;
    return [runtime, app.get(DocumentSource), app.get(DocumentPress), new Numbering(runtime)];
  };
});
