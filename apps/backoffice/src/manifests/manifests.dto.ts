import { ApiProperty } from '@nestjs/swagger';
import { CONSIGNMENT_TYPES, DECLARATION_KINDS } from '#libs/delta-x';
import { ChoiceField, FlagField, InstantField, NestedField, TextField, TextsField } from '../requests/fields.js';

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

export class LodgeManifestDto {
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
  @NestedField(() => SignatureDto)
  readonly signature!: SignatureDto;
  @InstantField({ optional: true, description: 'When the paper was lodged; now when absent.' })
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
  @ApiProperty({ type: String })
  readonly revision!: string;
}
