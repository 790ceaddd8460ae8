import { useWords } from '../i18n/LanguageContext.js';
import { useLive } from '../live/LiveContext.js';
import { formatInstant, zoneName } from '../time/format.js';
import { productNow } from '../time/product-clock.js';
import { fromWallClock, toWallClock } from '../time/zones.js';
import type { WallClock } from './bodies.js';

const ZONE = 'Europe/Paris';

interface OfficeClock extends WallClock {
  /** The name of its zone at an instant, in the reader's language. */
  readonly zone: string;
  readonly shown: (instant: string) => string;
  /** As an input holds it. */
  readonly typed: (instant: string) => string;
}

/** The clock on the office's wall, on which instants are typed; it does not tick in the form. */
export const useWallClock = (): OfficeClock => {
  const { language } = useWords();
  const { anchor } = useLive();
  const read = (): number => (anchor ? productNow(anchor, performance.now()) : Date.now());
  return {
    instantOf: (text) => new Date(fromWallClock(text, ZONE) ?? read()).toISOString(),
    zone: zoneName(anchor?.productMs ?? Date.now(), language, ZONE),
    shown: (instant) => formatInstant(Date.parse(instant), language, ZONE),
    typed: (instant) => toWallClock(Date.parse(instant), ZONE),
  };
};
