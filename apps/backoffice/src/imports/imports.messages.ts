import type { Readable } from 'node:stream';
import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { ImportFormat, ImportRow } from '#libs/delta-x';
import type { Actor } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Listed, PageAsked } from '../requests/pages.js';
import type { FileSubject } from './file-contents.js';

/** What is uploaded, as it comes. */
export interface Upload {
  readonly format: ImportFormat;
  readonly body: Readable;
}

export class ImportFileCommand extends Command<ImportRow> {
  constructor(
    readonly asked: Asked,
    readonly about: FileSubject,
    readonly dryRun: boolean,
    readonly upload: Upload,
  ) {
    super();
  }
}

export class GoOnWithImportCommand extends Command<ImportRow> {
  constructor(
    readonly granted: Granted,
    readonly actor: Actor,
    readonly importId: string,
    readonly offset: number,
    readonly upload: Upload,
  ) {
    super();
  }
}

export class GetImport extends Query<ImportRow> {
  constructor(
    readonly granted: Granted,
    readonly importId: string,
  ) {
    super();
  }
}

export interface ImportFilter {
  readonly kind?: string | undefined;
  readonly alertId?: string | undefined;
  readonly manifestId?: string | undefined;
  readonly status?: string | undefined;
}

export class ListImports extends Query<Listed<ImportRow>> {
  constructor(
    readonly granted: Granted,
    readonly filter: ImportFilter,
    readonly page: PageAsked,
  ) {
    super();
  }
}
