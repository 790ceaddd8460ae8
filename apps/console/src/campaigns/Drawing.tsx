import { useId, type ReactNode } from 'react';
import type { Zone } from '../time/zones.js';
import { Axes } from './Axes.js';
import type { Frame } from './chart-frame.js';

interface DrawingProps {
  readonly f: Frame;
  readonly zone: Zone;
  /** What the upright axis counts. */
  readonly unit: string;
  /** The id of its title. */
  readonly title: string;
  /** The drawing in words, for who does not see it. */
  readonly description: string;
  readonly testId: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What every drawing over time has: its size, its name and its words, its axes. */
export const Drawing = ({ f, zone, unit, title, description, testId, className, children }: DrawingProps) => {
  const desc = useId();
  return (
    <svg
      data-testid={testId}
      className={className}
      role="img"
      aria-labelledby={title}
      aria-describedby={desc}
      width={f.width}
      height={f.height}
      viewBox={`0 0 ${f.width} ${f.height}`}
    >
      <desc id={desc}>{description}</desc>
      <Axes f={f} zone={zone} unit={unit} />
      {children}
    </svg>
  );
};
