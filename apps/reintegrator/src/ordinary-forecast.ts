import { HOUR } from '#libs/kernel';
import type { Limits } from '#libs/pacing';
import { trafficBetween, type TargetRow } from '#libs/reintegration';

/** Beyond the last deadline: what is late is planned too. */
const BEYOND = 24 * HOUR;

/** The target's ordinary traffic as the planner wants it, worked out once for each setting and last deadline. */
export class OrdinaryForecast {
  #known: { readonly key: string; readonly limits: Pick<Limits, 'baseLoad' | 'forecast'> } | undefined;

  /** @param last the last deadline, product milliseconds */
  until(traffic: TargetRow['traffic'], now: number, last: number): Pick<Limits, 'baseLoad' | 'forecast'> {
    if (!traffic) return {};
    const forecast = `${traffic.since}/${JSON.stringify(traffic.bands)}`;
    const key = `${forecast}/${String(last)}`;
    if (this.#known?.key !== key) {
      this.#known = { key, limits: { baseLoad: trafficBetween(traffic, now, last + BEYOND), forecast } };
    }
    return this.#known.limits;
  }
}
