import { ApiProperty } from '@nestjs/swagger';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS, FORMS, PRESENTATIONS, RECORDS_BASES } from '#libs/delta-x';
import { ChoiceField, FlagField, InstantField, TextField, TextsField } from '../requests/fields.js';
import { ListQuery } from '../requests/queries.dto.js';
import { LodgingActDto } from './circumstances.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

/** The office's release stamp on a manifest (DX-15). */
export class StampManifestDto {
  @TextField({ optional: true, max: 8, example: 'FR002650', description: 'Half a stamp without it: refused.' })
  readonly office?: string;
  @TextField({ optional: true, max: 200, description: 'Who signed beside the stamp; refused without.' })
  readonly officer?: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly stampedAt?: string;
  @TextsField({
    optional: true,
    max: 1_000,
    description: 'References of the lines selected for control: not released by it.',
  })
  readonly selected?: readonly string[];
  @FlagField({ optional: true, description: 'Officers are there outside the opening hours (DX-14).' })
  readonly servicePresent?: boolean;
}

/** The visa of the office of exit on a copy of a manifest (DX-16). */
export class EndorseManifestDto {
  @TextField({ optional: true, max: 8, example: 'FR003370', description: 'Half a stamp without it: refused.' })
  readonly office?: string;
  @TextField({ optional: true, max: 200, description: 'Who signed beside the stamp; refused without.' })
  readonly officer?: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly endorsedAt?: string;
  @TextsField({ optional: true, max: 10_000, description: 'The lines that leave with this copy; all when absent.' })
  readonly only?: readonly string[];
}

/** The lines that an officer's act covers: those that the log held. */
export class CoverageDto {
  @ApiProperty({ type: Number })
  readonly lines!: number;
  @ApiProperty({ type: String, description: 'A position of the log: what was lodged after it is not covered.' })
  readonly until!: string;
}

export class ReleaseStampDto {
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly stampedAt!: string;
  @ApiProperty({ type: [String] })
  readonly selected!: readonly string[];
  @ApiProperty({ type: CoverageDto, required: false, description: 'Of stamps of before: every line.' })
  readonly covers?: CoverageDto;
  @ApiProperty({ type: Boolean, required: false, description: 'Out of hours: no restricted line is released (DX-14).' })
  readonly unrestrictedOnly?: boolean;
}

export class EndorsedCopyDto {
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly endorsedAt!: string;
  @ApiProperty({ type: [String], required: false })
  readonly only?: readonly string[];
  @ApiProperty({ type: CoverageDto, required: false })
  readonly covers?: CoverageDto;
}

export class PeriodDto {
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly endsAt!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly dcgValidation!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false, description: 'Moved by the outage (DX-32).' })
  readonly movedTo?: string;
}

export class ManifestsQuery extends ListQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @ChoiceField(['manifest', 'records'], { optional: true })
  readonly form?: string;
}

/** A manifest as it is listed: no personal data. */
export class ManifestListedDto {
  @ApiProperty({ type: String })
  readonly manifestId!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String, enum: [...FORMS] })
  readonly form!: string;
  @ApiProperty({ type: String, enum: [...RECORDS_BASES], required: false })
  readonly basis?: string;
  @ApiProperty({ type: String, enum: [...CONSIGNMENT_TYPES] })
  readonly consignmentType!: string;
  @ApiProperty({ type: String, enum: [...DECLARATION_KINDS] })
  readonly declarationKind!: string;
  @ApiProperty({ type: String })
  readonly officeOfClearance!: string;
  @ApiProperty({ type: String })
  readonly officeOfExit!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly lodgedAt!: string;
  @ApiProperty({ type: LodgingActDto })
  readonly lodging!: LodgingActDto;
  @ApiProperty({ type: String, enum: [...PRESENTATIONS] })
  readonly presentation!: string;
  @ApiProperty({ type: Boolean })
  readonly transit!: boolean;
  @ApiProperty({ type: Boolean })
  readonly singleTransportContract!: boolean;
  @ApiProperty({ type: ReleaseStampDto, required: false })
  readonly stamp?: ReleaseStampDto;
  @ApiProperty({ type: [EndorsedCopyDto] })
  readonly visas!: readonly EndorsedCopyDto[];
  @ApiProperty({ type: PeriodDto, required: false })
  readonly globalisation?: PeriodDto;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class ManifestPageDto extends ContinuedDto {
  @ApiProperty({ type: [ManifestListedDto] })
  readonly items!: readonly ManifestListedDto[];
}
