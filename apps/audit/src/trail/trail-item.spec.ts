import { describe, expect, it } from 'vitest';
import { alertCodec } from '#libs/alert';
import type { Granted } from '#libs/access';
import type { StoredRecord } from '#libs/event-store';
import { instant, type Codec, type DomainEvent, type Role } from '#libs/kernel';
import { Causes } from './causes.js';
import { trailItem } from './trail-item.js';

const AT = instant('2026-03-02T08:00:00Z');
const codecs = [alertCodec] as unknown as readonly Codec<DomainEvent>[];
const reader = (role: Role): Granted => ({ person: { id: 'x', name: 'X', roles: [role] }, role });

const record = (
  id: string,
  type: string,
  data: unknown,
  more: Partial<StoredRecord['metadata']> = {},
): StoredRecord => ({
  id,
  stream: 'alert-a1',
  revision: 0n,
  position: { commit: 7n, prepare: 7n },
  type,
  data,
  metadata: {
    correlationId: 'a1',
    causationId: `c-${id}`,
    commandId: `c-${id}`,
    actor: { id: 'helene', role: 'helpdesk' },
    occurredAt: AT,
    rules: [],
    codeVersion: 'test',
    ...more,
  },
  committedMs: 0,
  recordedAt: AT,
});

const tell = (told: StoredRecord, role: Role, causes = new Causes()) =>
  trailItem(told, { codecs, causes, reader: reader(role), operator: undefined });

describe('an event in a trail', () => {
  it('of a kind that this version does not know is told, its data to those alone who see everything', () => {
    const later = record('e1', 'AlertMerged.v1', { into: 'a2', by: 'Hélène' });
    expect(tell(later, 'compliance')).toMatchObject({ type: 'AlertMerged.v1', data: { into: 'a2', by: 'Hélène' } });
    const kept = tell(later, 'operations');
    expect(kept).toMatchObject({ data: '[redacted]', redacted: ['*'] });
    expect(kept.summary.fr).toContain('ne connaît pas');
  });

  it('under a rule that the catalogue does not hold names the rule and its document', () => {
    const started = { alertId: 'a1', system: 'delta-x', startedAt: AT };
    const told = tell(record('e2', 'AlertStarted.v1', started, { rules: ['DX-98'] }), 'compliance');
    expect(told.rules).toMatchObject([
      { rule: 'DX-98', document: { id: 'fr-delta-x/fiche-5' }, section: { en: '', fr: '' } },
    ]);
  });

  it('that does not parse is never told as if it did', () => {
    expect(() => tell(record('e3', 'AlertStarted.v1', { alertId: 'a1' }), 'compliance')).toThrow('AlertStarted.v1');
  });
});

describe('its cause', () => {
  const started = { alertId: 'a1', system: 'delta-x', startedAt: AT };
  const SAID = { en: 'Announced', fr: 'Annoncée' };
  const causes = new Causes(() => SAID);
  causes.add(record('first', 'AlertAnnounced.v1', {}));
  const of = (causationId: string) =>
    tell(record('e4', 'AlertStarted.v1', started, { causationId }), 'compliance', causes).causedBy;

  it('is an event, by its id or by the command that led to it', () => {
    const cited = {
      kind: 'event',
      type: 'AlertAnnounced',
      position: '7',
      stream: 'alert-a1',
      recordedAt: AT,
      summary: SAID,
    };
    expect(of('first')).toEqual(cited);
    expect(of('c-first')).toEqual(cited);
  });

  it('is the command of its actor, or unknown where no stream read holds it', () => {
    expect(of('c-e4')).toMatchObject({ kind: 'command', actor: { id: 'helene' } });
    expect(of('elsewhere')).toEqual({ kind: 'unknown' });
  });
});
