import { describe, expect, it } from 'vitest';
import { Problem } from '#libs/problem-details';
import { firstLine } from '../src/imports/csv-header.js';

const refusal = (bytes: readonly number[]): unknown => {
  try {
    return firstLine({ content: Buffer.from(bytes) } as unknown as Parameters<typeof firstLine>[0]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.objections.map(({ text, todo }) => [text.en, todo !== undefined]);
  }
};

describe('the first line of a file', () => {
  it('is called UTF-16 where its mark says so, and no text where zeros do', () => {
    expect(refusal([0xff, 0xfe, 0x41, 0])).toEqual([['line 1: this is UTF-16', true]]);
    expect(refusal([0x7f, 0x45, 0, 0x01])).toEqual([['line 1: this is no text', true]]);
    expect(refusal([0x41, 0xe9])).toEqual([['line 1: not UTF-8', true]]);
    expect(refusal([0xef, 0xbb, 0xbf, 0x41])).toBe('A');
  });
});
