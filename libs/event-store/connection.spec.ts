import { describe, expect, it } from 'vitest';
import { openConnection } from './connection.js';

describe('the connection string', () => {
  it.each(['', 'http://127.0.0.1:2113', 'esdb:/127.0.0.1'])('%j is none', (text) => {
    expect(() => openConnection(text, 1_000)).toThrow(/esdb:\/\//);
  });

  it.each(['throwOnAppendFailure', 'THROWONAPPENDFAILURE'])('%s=false is refused', (flag) => {
    expect(() => openConnection(`esdb://127.0.0.1:2113?tls=false&${flag}=false`, 1_000)).toThrow(/refused/);
  });

  it('credentials come from it, decoded', () => {
    const { credentials } = openConnection('esdb://ann%40b:p%3Aw@127.0.0.1:2113', 1_000);
    expect(credentials).toEqual({ username: 'ann@b', password: 'p:w' });
  });

  it('without any there are none over TLS, and some that are never sent over plain text', () => {
    expect(openConnection('esdb://127.0.0.1:2113', 1_000).credentials).toBeUndefined();
    expect(openConnection('esdb://127.0.0.1:2113?tls=false', 1_000).credentials).toBeDefined();
  });

  it.each([
    'esdb+discover://cluster.example:2113',
    'esdb://a:1,b:2,c:3?tls=true',
    'esdb://a:1/?tls=false&nodePreference=follower',
  ])('%s is taken', (text) => {
    expect(() => openConnection(text, 1_000)).not.toThrow();
  });
});
