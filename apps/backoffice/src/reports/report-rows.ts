import { setImmediate } from 'node:timers/promises';
import { declarationView, VERDICTS, type DeclarationRow } from '#libs/delta-x';
import type { Views, Where } from '#libs/event-store';

const PAGE = 500;

/** Every row, page by page: others are served in between, and nothing is held but a page. */
export async function* everyRow(views: Views, where: Where): AsyncGenerator<DeclarationRow, void, undefined> {
  let after: string | undefined;
  do {
    const { rows, next } = views.query(declarationView, {
      where,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* rows;
    after = next;
    await setImmediate();
  } while (after !== undefined);
}

/** The rows that the operators' lists are about, verdict by verdict. */
export async function* triagedRows(views: Views, where: Where): AsyncGenerator<DeclarationRow, void, undefined> {
  for (const verdict of VERDICTS) yield* everyRow(views, { ...where, verdict });
}
