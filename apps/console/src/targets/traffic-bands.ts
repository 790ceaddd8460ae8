interface Band {
  readonly from: string;
  readonly to: string;
  readonly perSecond: number;
}

const BAND = /^(\S+?)-(\S+)\s+(\S+)$/;
const SECONDS = { second: 1, hour: 3_600 } as const;

/** "08:00-18:00 1.5, 18:00-22:00 0.4" as bands, each rate per second; what is no band is left for the server to refuse. */
export const bandsOf = (text: string, per: 'second' | 'hour'): readonly Band[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, from = part.slice(0, 5), to = '', rate = ''] = BAND.exec(part) ?? [];
      const perSecond = Number(rate) / SECONDS[per];
      return { from, to, perSecond: Number.isFinite(perSecond) ? Number(perSecond.toPrecision(9)) : 0 };
    });

/** The same, to begin with. */
export const bandsText = (bands: readonly Band[], factor: number): string =>
  bands
    .map(({ from, to, perSecond }) => `${from}-${to} ${String(Number((perSecond * factor).toPrecision(6)))}`)
    .join(', ');
