import { useEffect, useState } from 'react';
import { productNow } from '../time/product-clock.js';
import { useLive } from './LiveContext.js';

const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The product's clock in epoch milliseconds, read anew four times a second where it runs fast, else every second. */
export const useProductNow = (): number | undefined => {
  const { anchor } = useLive();
  const [monotonic, setMonotonic] = useState(() => performance.now());
  const period = anchor && anchor.scale > 1 && !reducedMotion() ? 250 : 1_000;
  useEffect(() => {
    const timer = setInterval(() => setMonotonic(performance.now()), period);
    return () => clearInterval(timer);
  }, [period]);
  return anchor ? productNow(anchor, Math.max(monotonic, anchor.heardAt)) : undefined;
};
