import { ApiProperty } from '@nestjs/swagger';
import { IMPORT_FORMATS, IMPORT_KINDS, type ImportKind } from '#libs/delta-x';
import { ChoiceField, SwitchField, TextField } from '../requests/fields.js';
import { PresentListQuery } from '../requests/queries.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

export class StartImportQuery {
  @ChoiceField(IMPORT_KINDS, { optional: true, description: 'What the lines are; those of a manifest when absent.' })
  readonly kind?: ImportKind;
  @TextField({ optional: true, max: 60, description: 'Required for the lines of a manifest.' })
  readonly manifestId?: string;
  @TextField({ optional: true, max: 60, description: 'Required for prior-states: the outage that met them.' })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17, description: 'For prior-states: whose list it is; your own when absent.' })
  readonly operator?: string;
  @SwitchField({ optional: true, description: 'true: says what would come of it, and records nothing.' })
  readonly dryRun?: boolean;
}

export class ImportsQuery extends PresentListQuery {
  @ChoiceField(IMPORT_KINDS, { optional: true })
  readonly kind?: string;
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 60 })
  readonly manifestId?: string;
  @ChoiceField(['partial', 'complete'], { optional: true })
  readonly status?: string;
}

export class ErrorsQuery {
  @ChoiceField(['ndjson', 'csv'], { optional: true, description: 'ndjson when absent.' })
  readonly format?: 'ndjson' | 'csv';
}

export class ImportErrorDto {
  @ApiProperty({ type: Number, description: 'Of the file, from 1; the header line counts.' })
  readonly line!: number;
  @ApiProperty({ type: String, required: false })
  readonly reference?: string;
  @ApiProperty({ type: String, required: false })
  readonly field?: string;
  @ApiProperty({ type: String, required: false })
  readonly rule?: string;
  @ApiProperty({ type: String, required: false })
  readonly source?: string;
  @ApiProperty({ type: String, required: false })
  readonly section?: string;
  @ApiProperty({ type: String })
  readonly text!: string;
  @ApiProperty({ type: String, required: false })
  readonly todo?: string;
}

export class ImportReportDto {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly importId!: string;
  @ApiProperty({ type: String, enum: [...IMPORT_KINDS] })
  readonly kind!: string;
  @ApiProperty({ type: String, required: false, description: 'Of the lines of a manifest.' })
  readonly manifestId?: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: Boolean })
  readonly dryRun!: boolean;
  @ApiProperty({ type: String, enum: ['complete', 'partial'] })
  readonly status!: string;
  @ApiProperty({ type: String, enum: [...IMPORT_FORMATS] })
  readonly format!: string;
  @ApiProperty({ type: Number })
  readonly lines!: number;
  @ApiProperty({ type: Number })
  readonly accepted!: number;
  @ApiProperty({ type: Number, description: 'Known before with the same data: nothing recorded.' })
  readonly unchanged!: number;
  @ApiProperty({ type: Number })
  readonly rejected!: number;
  @ApiProperty({ type: Number, description: 'Bytes of the file dealt with: the Upload-Offset to go on from.' })
  readonly bytes!: number;
  @ApiProperty({ type: [ImportErrorDto], description: 'The first 100 (1,000 in a dry run).' })
  readonly errors!: readonly ImportErrorDto[];
  @ApiProperty({ type: String, required: false, description: 'All of them; a dry run leaves none behind.' })
  readonly errorsUrl?: string;
}

export class ImportPageDto extends ContinuedDto {
  @ApiProperty({ type: [ImportReportDto] })
  readonly items!: readonly ImportReportDto[];
}
