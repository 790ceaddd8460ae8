import type { DomainEvent, Instant, Text } from '#libs/kernel';
import type { System } from '#libs/alert';

/** One line for each type of event of a union; the compiler sees that none is missing. */
export type Summaries<E extends DomainEvent> = {
  readonly [T in E['type']]: (data: Extract<E, { type: T }>['data']) => Text;
};

export const systemName: Readonly<Record<System, string>> = { 'delta-x': 'Delta X', 'ecs-bs': 'ECS-BS', emcs: 'EMCS' };

/** Minutes are enough for a line: the event itself has the milliseconds. */
export const minute = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

export const perHour = (perSecond: number): string => String(Math.round(perSecond * 3600));
