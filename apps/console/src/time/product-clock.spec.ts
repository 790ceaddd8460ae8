import { describe, expect, it } from 'vitest';
import { heard, productNow } from './product-clock.js';

describe('the product clock on the page', () => {
  it('runs as fast as the product says', () => {
    const anchor = heard(undefined, 1_000_000, 288, 50);
    expect(productNow(anchor, 1_050)).toBe(1_000_000 + 288_000);
  });

  it('goes forward to a reading that came faster, and not back to one that came slower', () => {
    const first = heard(undefined, 1_000_000, 10, 0);
    const slower = heard(first, 1_009_000, 10, 1_000);
    expect(slower).toBe(first);
    const faster = heard(first, 1_012_000, 10, 1_000);
    expect(productNow(faster, 1_000)).toBe(1_012_000);
  });

  it('follows a clock that was set back, and another scale', () => {
    const first = heard(undefined, 1_000_000, 10, 0);
    expect(productNow(heard(first, 100, 10, 1_000), 1_000)).toBe(100);
    expect(heard(first, 1_000_000, 1, 1_000).scale).toBe(1);
  });
});
