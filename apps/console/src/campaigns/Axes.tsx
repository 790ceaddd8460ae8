import { useWords } from '../i18n/LanguageContext.js';
import { formatDay, formatNumber, formatTime } from '../time/format.js';
import { offsetAt, type Zone } from '../time/zones.js';
import type { Frame } from './chart-frame.js';

const DAY = 86_400_000;

interface AxesProps {
  readonly f: Frame;
  readonly zone: Zone;
  readonly unit: string;
}

/** The lines and labels that a drawing is read by: its unit upwards, the zone's wall clock to the right. */
export const Axes = ({ f, zone, unit }: AxesProps) => {
  const { language } = useWords();
  const dayOf = (ms: number): number => Math.floor((ms + offsetAt(ms, zone)) / DAY);
  return (
    <g className="axes" aria-hidden="true">
      {f.yTicks.map((n) => (
        <g key={n} transform={`translate(0 ${f.y(n).toFixed(1)})`}>
          <line x1={f.left} x2={f.right} />
          <text x={f.left - 8} dy="0.32em" textAnchor="end">
            {formatNumber(n, language)}
          </text>
        </g>
      ))}
      {f.xTicks.map((ms, i) => {
        const before = f.xTicks[i - 1];
        return (
          <g key={ms} transform={`translate(${f.x(ms).toFixed(1)} ${f.bottom})`}>
            <line y2={5} />
            <text y={18} textAnchor="middle">
              {formatTime(ms, language, zone)}
            </text>
            {(before === undefined || dayOf(before) !== dayOf(ms)) && (
              <text y={33} textAnchor="middle" className="day">
                {formatDay(ms, language, zone)}
              </text>
            )}
          </g>
        );
      })}
      <text x={f.left - 36} y={12} className="unit">
        {unit}
      </text>
    </g>
  );
};
