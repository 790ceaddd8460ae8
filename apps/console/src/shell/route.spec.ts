import { describe, expect, it } from 'vitest';
import {
  alertHash,
  BOARD_HASH,
  declarationHash,
  lodgeHash,
  manifestHash,
  MANIFESTS_HASH,
  readRoute,
  ruleHash,
} from './route.js';

describe('the address of a room', () => {
  it('carries references with any sign', () => {
    const hash = declarationHash('FR552100554', 'RX/2027 é#1');
    expect(readRoute(hash)).toEqual({ kind: 'declaration', operator: 'FR552100554', reference: 'RX/2027 é#1' });
  });

  it('leads to where it says', () => {
    expect(readRoute(alertHash('a-1'))).toEqual({ kind: 'alert', alertId: 'a-1' });
    expect(readRoute(manifestHash('m-1'))).toEqual({ kind: 'manifest', manifestId: 'm-1' });
    expect(readRoute(MANIFESTS_HASH)).toEqual({ kind: 'manifests' });
    expect(readRoute(lodgeHash('dau'))).toEqual({ kind: 'lodge', form: 'dau' });
    expect(readRoute('#/lodge/elsewhere')).toEqual({ kind: 'lodge', form: 'manifest' });
    expect(readRoute(ruleHash('DX-24'))).toEqual({ kind: 'rules', rule: 'DX-24' });
    expect(readRoute('#/rules')).toEqual({ kind: 'rules', rule: undefined });
  });

  it.each(['', BOARD_HASH, '#/?text=UX26&status=owed'])('is the board for %j', (hash) => {
    expect(readRoute(hash)).toEqual({ kind: 'board' });
  });

  it.each(['#/declarations/FR1', '#/elsewhere/a/b', '#/alerts/%E0%A4%A'])('leads nowhere for %j', (hash) => {
    expect(readRoute(hash)).toEqual({ kind: 'unknown' });
  });
});
