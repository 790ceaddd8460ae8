import { ApiProperty } from '@nestjs/swagger';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS, FORMS, PRESENTATIONS, type Form } from '#libs/delta-x';
import { ChoiceField, FlagField, InstantField, NestedField, TextField, TextsField } from '../requests/fields.js';
import {
  CentralisedClearanceDto,
  CircumstancesDto,
  HEADER_FORMS,
  LodgingActDto,
  RecordsEntryDto,
} from './circumstances.dto.js';
import { EndorsedCopyDto, PeriodDto, ReleaseStampDto } from './manifest-acts.dto.js';

export class OperatorDto {
  @TextField({ max: 17, example: 'FR552100554' })
  readonly eori!: string;
  @TextField({ max: 200 })
  readonly name!: string;
}

export class SignatureDto {
  @TextField({ max: 200 })
  readonly name!: string;
  @InstantField()
  readonly signedAt!: string;
}

/** With the lodging: from the start of the alert to the lodging (DX-04, DX-05). */
export class LodgedSignatureDto {
  @TextField({ max: 200 })
  readonly name!: string;
  @InstantField({ optional: true, description: 'At the lodging when absent.' })
  readonly signedAt?: string;
}

export class LodgeManifestDto extends CircumstancesDto {
  @TextField({ max: 60 })
  readonly alertId!: string;
  @ChoiceField(['export'], { optional: true })
  readonly flow?: 'export';
  @ChoiceField(CONSIGNMENT_TYPES, { description: 'evn: negligible value, 22 EUR or less.' })
  readonly consignmentType!: (typeof CONSIGNMENT_TYPES)[number];
  @ChoiceField(DECLARATION_KINDS, { optional: true, description: 'DSE when absent.' })
  readonly declarationKind?: (typeof DECLARATION_KINDS)[number];
  @TextField({ max: 60, description: 'The assistance number, or "Alerte CID".', example: 'Alerte CID' })
  readonly assistance!: string;
  @TextsField({ description: 'Special mentions: 50000 among them.', example: ['50000'] })
  readonly mentions!: readonly string[];
  @NestedField(() => OperatorDto)
  readonly operator!: OperatorDto;
  @TextField({ max: 8, example: 'FR002650' })
  readonly officeOfClearance!: string;
  @TextField({ max: 8, example: 'FR002650' })
  readonly officeOfExit!: string;
  @FlagField({ optional: true, description: 'false when absent.' })
  readonly singleTransportContract?: boolean;
  @NestedField(() => LodgedSignatureDto)
  readonly signature!: LodgedSignatureDto;
  @ChoiceField(HEADER_FORMS, {
    optional: true,
    description: 'records: goods entered in the operator’s records in place of paper. manifest when absent.',
  })
  readonly form?: Form;
  @NestedField(() => LodgingActDto, {
    optional: true,
    description: 'By the agreement’s means, to the office of clearance, when absent (DX-08).',
  })
  readonly lodging?: LodgingActDto;
  @NestedField(() => RecordsEntryDto, { optional: true, description: 'Of form records (DX-03, DX-12, DX-13).' })
  readonly records?: RecordsEntryDto;
  @InstantField({ optional: true, description: 'When the paper was lodged, or the entry made; now when absent.' })
  readonly lodgedAt?: string;
}

/** As lodged. Without the persons' names for those who have no need of them. */
export class ManifestDto {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly manifestId!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: ['export'] })
  readonly flow!: string;
  @ApiProperty({ type: String, enum: [...CONSIGNMENT_TYPES] })
  readonly consignmentType!: string;
  @ApiProperty({ type: String, enum: [...DECLARATION_KINDS] })
  readonly declarationKind!: string;
  @ApiProperty({ type: String })
  readonly assistance!: string;
  @ApiProperty({ type: [String] })
  readonly mentions!: readonly string[];
  @ApiProperty({ type: OperatorDto })
  readonly operator!: OperatorDto;
  @ApiProperty({ type: String })
  readonly officeOfClearance!: string;
  @ApiProperty({ type: String })
  readonly officeOfExit!: string;
  @ApiProperty({ type: Boolean })
  readonly singleTransportContract!: boolean;
  @ApiProperty({ type: SignatureDto })
  readonly signature!: SignatureDto;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly lodgedAt!: string;
  @ApiProperty({ type: String, enum: [...FORMS], required: false, description: 'manifest when absent' })
  readonly form?: string;
  @ApiProperty({ type: LodgingActDto, required: false })
  readonly lodging?: LodgingActDto;
  @ApiProperty({ type: String, enum: [...PRESENTATIONS], required: false, description: 'office when absent' })
  readonly presentation?: string;
  @ApiProperty({ type: Boolean, required: false })
  readonly transit?: boolean;
  @ApiProperty({ type: CentralisedClearanceDto, required: false })
  readonly centralised?: CentralisedClearanceDto;
  @ApiProperty({ type: RecordsEntryDto, required: false })
  readonly records?: RecordsEntryDto;
  @ApiProperty({ type: PeriodDto, required: false })
  readonly globalisation?: PeriodDto;
  @ApiProperty({ type: ReleaseStampDto, required: false })
  readonly stamp?: ReleaseStampDto;
  @ApiProperty({ type: [EndorsedCopyDto] })
  readonly visas!: readonly EndorsedCopyDto[];
  @ApiProperty({ type: String })
  readonly revision!: string;
}
