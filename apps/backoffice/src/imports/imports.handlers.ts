import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { importView, type ImportRow } from '#libs/delta-x';
import { onBehalfOf, requireOwn } from '../requests/ownership.js';
import { pageOf, type Listed } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import { NamedFirsts } from '../declarations/named-firsts.js';
import { FileContents } from './file-contents.js';
import { GetImport, GoOnWithImportCommand, ImportFileCommand, ListImports } from './imports.messages.js';
import { Imports } from './imports.js';

@CommandHandler(ImportFileCommand)
export class ImportFileHandler implements ICommandHandler<ImportFileCommand> {
  constructor(
    private readonly contents: FileContents,
    private readonly imports: Imports,
    private readonly firsts: NamedFirsts,
  ) {}

  async execute({ asked, about, dryRun, upload }: ImportFileCommand): Promise<ImportRow> {
    const content = await this.contents.of(about);
    requireOwn(asked.granted, content.operator);
    const acting = onBehalfOf(asked, content.operator);
    if (dryRun) return this.imports.dry(acting, content, upload.format, upload.body);
    const importId = await this.imports.whole(acting, content, upload.format, upload.body);
    if (about.kind === 'prior-states') await this.firsts.tell(acting, about);
    return this.imports.row(importId);
  }
}

@CommandHandler(GoOnWithImportCommand)
export class GoOnWithImportHandler implements ICommandHandler<GoOnWithImportCommand> {
  constructor(
    private readonly contents: FileContents,
    private readonly imports: Imports,
    private readonly firsts: NamedFirsts,
  ) {}

  async execute({ granted, actor, importId, offset, upload }: GoOnWithImportCommand): Promise<ImportRow> {
    const { kind, manifestId, operator, alertId } = await this.imports.row(importId);
    requireOwn(granted, operator);
    const content = await this.contents.of(
      kind === 'manifest' ? { kind, manifestId: manifestId ?? '' } : { kind, operator, alertId },
    );
    const acting = onBehalfOf({ importId, actor, granted, commandId: importId }, operator);
    await this.imports.rest(acting, offset, content, upload.format, upload.body);
    if (kind === 'prior-states') await this.firsts.tell(acting, { operator, alertId });
    return this.imports.row(importId);
  }
}

@QueryHandler(GetImport)
export class GetImportHandler implements IQueryHandler<GetImport> {
  constructor(private readonly imports: Imports) {}

  async execute({ granted, importId }: GetImport): Promise<ImportRow> {
    const row = await this.imports.row(importId);
    requireOwn(granted, row.operator);
    return row;
  }
}

@QueryHandler(ListImports)
export class ListImportsHandler implements IQueryHandler<ListImports> {
  constructor(private readonly runtime: Runtime) {}

  execute({ granted, filter, page }: ListImports): Promise<Listed<ImportRow>> {
    const operator = granted.role === 'integrator' ? (granted.person.operator ?? '') : undefined;
    return Promise.resolve(pageOf(this.runtime, importView, { ...filter, operator }, page));
  }
}
