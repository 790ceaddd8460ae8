import { describe, expect, it } from 'vitest';
import { fold, foldView, instantOf, Refusal, type Recorded } from '#libs/kernel';
import {
  importCodec,
  importDecider,
  importStream,
  importView,
  type Import,
  type ImportCommand,
  type ImportEvent,
} from './index.js';

const start: ImportCommand = {
  type: 'StartImport',
  importId: 'i1',
  file: { kind: 'manifest', manifestId: 'm1' },
  alertId: 'a1',
  operator: 'FR552100554',
  format: 'csv',
  header: { delimiter: ';', columns: ['reference', 'packages'] },
  bytes: 20,
  line: 1,
  digest: 'd0',
};
const text = { en: 'wrong', fr: 'faux' };
const progress = (from: number, bytes: number, rejected = 0): ImportCommand => ({
  type: 'RecordProgress',
  from,
  bytes,
  line: bytes,
  digest: `d${bytes}`,
  lines: 10,
  accepted: 10 - rejected,
  unchanged: 0,
  rejected,
  errors: Array.from({ length: rejected }, (_, i) => ({ line: i, objections: [{ rule: 'DX-04', text }] })),
});

const run = (...commands: ImportCommand[]): { events: ImportEvent[]; state: Import } => {
  const events: ImportEvent[] = [];
  for (const command of commands) events.push(...importDecider.decide(command, fold(importDecider, events)));
  return { events, state: fold(importDecider, events) };
};

describe('an import', () => {
  it('adds up its stretches and ends where the file does', () => {
    const { state, events } = run(start, progress(20, 500, 2), progress(500, 900), { type: 'CompleteImport' });
    expect(state).toMatchObject({ status: 'complete', place: { bytes: 900, digest: 'd900' } });
    expect(events.at(-1)?.data).toEqual({
      importId: 'i1',
      bytes: 900,
      lines: 20,
      accepted: 18,
      unchanged: 0,
      rejected: 2,
    });
  });

  it('takes no stretch that does not begin where it stands', () => {
    expect(() => run(start, progress(0, 500))).toThrow(Refusal);
    expect(() => run(start, progress(20, 500), progress(20, 700))).toThrow('byte 500');
  });

  it('takes nothing before it starts, and nothing after it ends', () => {
    expect(() => run(progress(0, 10))).toThrow(Refusal);
    expect(() => run(start, { type: 'CompleteImport' }, progress(20, 30))).toThrow('complete');
  });

  it('starts and completes once', () => {
    expect(run(start, start, { type: 'CompleteImport' }, { type: 'CompleteImport' }).events).toHaveLength(2);
  });

  it('is read as it was stored when every file was of a manifest', () => {
    const { type: _type, file: _file, ...rest } = { ...start, file: undefined };
    const v1 = { type: 'ImportStarted.v1', data: { ...rest, manifestId: 'm1' } };
    expect(importCodec.decode(v1)).toEqual({ type: 'ImportStarted', data: run(start).events[0]?.data });
    const list = run({ ...start, file: { kind: 'prior-states' } }).events[0];
    expect(list && importCodec.encode(list)).toMatchObject({
      type: 'ImportStarted.v2',
      data: { file: { kind: 'prior-states' } },
    });
  });

  it('names each rule that its lines broke', () => {
    const { events } = run(start, {
      ...progress(20, 500),
      errors: [
        { line: 3, objections: [{ rule: 'DX-05', text }, { rule: 'DX-31', text }, { text }] },
        { line: 4, objections: [{ rule: 'DX-31', text }] },
      ],
    } as ImportCommand);
    expect(events.at(-1)?.rules).toEqual(['DX-05', 'DX-31']);
  });

  it('is stored and read back, and its row shows the first hundred rejected lines', () => {
    const { events } = run(start, progress(20, 500, 10), progress(500, 900, 95), { type: 'CompleteImport' });
    const recorded = events.map((event, i): Recorded<ImportEvent> => {
      const stored = importCodec.encode(event);
      const read = importCodec.decode({ ...stored, data: JSON.parse(JSON.stringify(stored.data)) as unknown });
      if (!read) throw new Error('not read back');
      const position = { commit: BigInt(i), prepare: BigInt(i) };
      const at = instantOf(i);
      const metadata = {
        correlationId: 'a1',
        causationId: 'c',
        commandId: 'c',
        actor: { id: 'marion', role: 'integrator' as const },
        occurredAt: at,
        rules: [],
        codeVersion: '0',
      };
      return {
        id: String(i),
        stream: importStream('i1'),
        revision: BigInt(i),
        position,
        recordedAt: at,
        event: read,
        metadata,
      };
    });
    const row = foldView(importView, recorded).get('i1');
    expect(row).toMatchObject({ status: 'complete', lines: 20, rejected: 105, bytes: 900, revision: '3' });
    expect(row?.errors).toHaveLength(100);
  });
});
