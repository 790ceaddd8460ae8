import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { declarationView, doublesCheck, doublesTally, type DoublesFound } from '#libs/delta-x';
import type { Language } from '#libs/problem-details';
import type { Where } from '#libs/event-store';
import { whereOf } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import { DOUBLES_SHEET, type DoublesLine } from './doubles-sheet.js';
import { everyRow, triagedRows } from './report-rows.js';
import { sheetCsv, type CsvVariant } from './sheet-csv.js';
import { sheetPdf } from './sheet-pdf.js';
import { TRIAGE_SHEET, triagedLine, type TriagedLine } from './triage-sheet.js';

/** What a report is about. */
export interface ReportScope {
  readonly alertId: string;
  readonly operator?: string | undefined;
}

export interface DoublesReport extends DoublesFound {
  readonly alertId: string;
  readonly operator?: string;
  /** Of the log: what was recorded later is not in it. */
  readonly position: string;
}

/** Reports over the declarations of an alert, made row by row. */
@Injectable()
export class Reports {
  constructor(private readonly runtime: Runtime) {}

  triageCsv(scope: ReportScope, variant: CsvVariant, language: Language): Readable {
    return sheetCsv(TRIAGE_SHEET, this.#triaged(scope), variant, language);
  }

  triagePdf(scope: ReportScope, language: Language): Readable {
    const { position } = this.runtime;
    const createdAt = this.runtime.now();
    const { alertId, operator } = scope;
    const about = language === 'fr' ? `alerte ${alertId}` : `alert ${alertId}`;
    const heading = {
      subtitle: operator === undefined ? about : `${about}, ${operator}`,
      knows: `${createdAt} · ${language === 'fr' ? 'position du journal' : 'log position'} ${position}`,
      createdAt,
    };
    return sheetPdf(TRIAGE_SHEET, this.#triaged(scope), heading, language);
  }

  doublesCsv(scope: ReportScope, variant: CsvVariant, language: Language): Readable {
    return sheetCsv(DOUBLES_SHEET, this.#doubles(scope), variant, language);
  }

  async doubles({ alertId, operator }: ReportScope): Promise<DoublesReport> {
    const tally = doublesTally();
    for await (const line of this.#doubles({ alertId, operator })) {
      if (line.kind === 'pair') tally.add(line.pair);
      else {
        const about = { alertId, ...(operator === undefined ? {} : { operator }), position: line.position };
        return { ...about, ...tally.told(line.checked) };
      }
    }
    throw new Error('a report ended before it was told');
  }

  async *#triaged(scope: ReportScope): AsyncGenerator<TriagedLine, void, undefined> {
    const at = this.runtime.now();
    for await (const row of triagedRows(this.runtime.views, this.#where(scope))) {
      const line = triagedLine(row, at);
      if (line) yield line;
    }
  }

  async *#doubles(scope: ReportScope): AsyncGenerator<DoublesLine, void, undefined> {
    const { views, position } = this.runtime;
    const { see, checked } = doublesCheck();
    let found = 0;
    for await (const row of everyRow(views, this.#where(scope))) {
      for (const pair of see(row, (key) => views.get(declarationView, key))) {
        found += 1;
        yield { kind: 'pair', pair };
      }
    }
    yield { kind: 'checked', checked: checked(), found, position };
  }

  #where({ alertId, operator }: ReportScope): Where {
    return whereOf({ alertId, operator });
  }
}
