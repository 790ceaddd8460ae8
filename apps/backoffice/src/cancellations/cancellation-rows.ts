import { Injectable } from '@nestjs/common';
import type { Granted } from '#libs/access';
import { declarationView, type DeclarationRow } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import { requireOwn } from '../requests/ownership.js';
import { whereOf } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import type { CancellationScope } from './cancellations.messages.js';

/** Not yet settled: what a request to an office is about. */
const OPEN = ['due', 'requested', 'refused'] as const;
const PAGE = 1_000;

/** Declarations whose first one is, or was, to be cancelled. */
@Injectable()
export class CancellationRows {
  constructor(private readonly runtime: Runtime) {}

  /** @throws Problem 403 when an integrator asks for another operator's */
  where(granted: Granted, { alertId, operator, office, status }: CancellationScope): Where {
    if (operator !== undefined) requireOwn(granted, operator);
    const own = granted.role === 'integrator' ? (granted.person.operator ?? '') : operator;
    return {
      cancellation: { gte: '' },
      ...whereOf({ alertId, operator: own, cancelOffice: office, cancellation: status }),
    };
  }

  /** Every row still open, a page of them in memory at a time. */
  *open(granted: Granted, scope: CancellationScope): Generator<DeclarationRow, void, undefined> {
    const where: Where = { ...this.where(granted, scope), cancellation: [...OPEN] };
    let after: string | undefined;
    do {
      const { rows, next } = this.runtime.views.query(declarationView, {
        where,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      yield* rows;
      after = next;
    } while (after !== undefined);
  }
}
