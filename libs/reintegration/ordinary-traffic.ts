import { epochMs, instantOf, localTime, MINUTE, refuseState, type Instant } from '#libs/kernel';

/** A part of the day, by the clock on the office's wall. */
export interface TrafficBand {
  /** `08:00`, on a quarter of an hour. */
  readonly from: string;
  /** Later on the same day; `24:00` for its end. */
  readonly to: string;
  /** 1 for Monday to 7 for Sunday; every day when absent. */
  readonly days?: readonly number[] | undefined;
  /** Declarations a second, on the product's clock. */
  readonly perSecond: number;
}

/** What a target carries anyway, by time of day: what is planned goes round it. */
export interface OrdinaryTraffic {
  /** IANA name of the office's time zone, `Europe/Paris`. */
  readonly zone: string;
  /** Outside them there is none; no two of them overlap. */
  readonly bands: readonly TrafficBand[];
  readonly validFrom?: Instant | undefined;
  readonly validUntil?: Instant | undefined;
}

/** A stretch of constant rate: times in milliseconds since the epoch, rate per second. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

const QUARTER = 15 * MINUTE;
const TIME = /^(?:([01]\d|2[0-3]):(00|15|30|45)|24:00)$/;
const MOST_BANDS = 200;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const overlap = (a: TrafficBand, b: TrafficBand): boolean =>
  (a.days ?? EVERY_DAY).some((day) => (b.days ?? EVERY_DAY).includes(day)) &&
  minutesOf(a.from) < minutesOf(b.to) &&
  minutesOf(b.from) < minutesOf(a.to);

/** @throws Refusal where the bands can't be read off a clock, or contradict each other */
export const checkTraffic = ({ zone, bands, validFrom, validUntil }: OrdinaryTraffic): void => {
  try {
    localTime(instantOf(0), zone);
  } catch {
    throw refuseState({ en: `no time zone ${zone}`, fr: `aucun fuseau horaire ${zone}` }, { field: 'zone' });
  }
  if (bands.length > MOST_BANDS) {
    throw refuseState({ en: `more than ${MOST_BANDS} bands`, fr: `plus de ${MOST_BANDS} plages` }, { field: 'bands' });
  }
  bands.forEach((band, i) => {
    const { from, to, days, perSecond } = band;
    const field = `bands[${i}]`;
    if (!TIME.test(from) || !TIME.test(to) || minutesOf(from) >= minutesOf(to)) {
      throw refuseState(
        {
          en: 'a band goes from one quarter of an hour to a later one of the same day, 08:00 to 12:30',
          fr: 'une plage va d’un quart d’heure à un autre, plus tard le même jour, de 08:00 à 12:30',
        },
        { field },
      );
    }
    if (days?.length === 0 || days?.some((day) => !EVERY_DAY.includes(day))) {
      throw refuseState(
        { en: 'days are 1 (Monday) to 7 (Sunday)', fr: 'les jours vont de 1 (lundi) à 7 (dimanche)' },
        { field: `${field}.days` },
      );
    }
    if (!(perSecond >= 0 && Number.isFinite(perSecond))) {
      throw refuseState(
        { en: 'a rate is from 0 upwards', fr: 'un débit est supérieur ou égal à 0' },
        { field: `${field}.perSecond` },
      );
    }
    if (bands.some((other, j) => j < i && overlap(other, band)))
      throw refuseState({ en: 'two bands overlap', fr: 'deux plages se chevauchent' }, { field });
  });
  if (validFrom !== undefined && validUntil !== undefined && validFrom >= validUntil) {
    throw refuseState(
      { en: 'it would end before it begins', fr: 'la fin précéderait le début' },
      { field: 'validUntil' },
    );
  }
};

const rateOn = (bands: readonly TrafficBand[], weekday: number, minutes: number): number =>
  bands.find(
    ({ from, to, days }) =>
      minutesOf(from) <= minutes && minutes < minutesOf(to) && (days === undefined || days.includes(weekday)),
  )?.perSecond ?? 0;

/**
 * The traffic as it falls between two instants, by what the wall's clock shows at each: where an hour comes twice in
 * October so does its traffic, and the hour that March leaves out has none.
 */
export const trafficBetween = (traffic: OrdinaryTraffic, fromMs: number, untilMs: number): readonly Stretch[] => {
  const { zone, bands, validFrom, validUntil } = traffic;
  const from = Math.max(fromMs, validFrom === undefined ? -Infinity : epochMs(validFrom));
  const until = Math.min(untilMs, validUntil === undefined ? Infinity : epochMs(validUntil));
  const stretches: Stretch[] = [];
  // No zone is off UTC by anything but quarters of an hour.
  for (let at = Math.floor(from / QUARTER) * QUARTER; at < until; at += QUARTER) {
    const { weekday, minutes } = localTime(instantOf(at), zone);
    const rate = rateOn(bands, weekday, minutes);
    const last = stretches.at(-1);
    const [start, end] = [Math.max(at, from), Math.min(at + QUARTER, until)];
    if (last?.rate === rate && last.to === start) stretches[stretches.length - 1] = { ...last, to: end };
    else if (rate > 0) stretches.push({ from: start, to: end, rate });
  }
  return stretches;
};
