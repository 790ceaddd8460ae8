import { ApiProperty } from '@nestjs/swagger';
import { DOCUMENT_KINDS, VALIDITIES } from '#libs/fallback-documents';
import { ContinuedDto } from '../requests/continued.dto.js';

export class ReplacedVersionDto {
  @ApiProperty({ type: Number })
  readonly version!: number;
  @ApiProperty({ type: Number })
  readonly by!: number;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: String })
  readonly pdfSha256!: string;
  @ApiProperty({ type: String })
  readonly pdfUrl!: string;
}

export class DocumentDto {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly documentId!: string;
  @ApiProperty({ type: String, enum: [...DOCUMENT_KINDS] })
  readonly kind!: string;
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, required: false })
  readonly manifestId?: string;
  @ApiProperty({ type: Number, required: false })
  readonly part?: number;
  @ApiProperty({ type: Number })
  readonly parts!: number;
  @ApiProperty({ type: String, required: false })
  readonly reference?: string;
  @ApiProperty({ type: Number, description: 'In the operator’s own series (DX-05).' })
  readonly number!: number;
  @ApiProperty({ type: Number })
  readonly version!: number;
  @ApiProperty({ type: [ReplacedVersionDto] })
  readonly replaced!: readonly ReplacedVersionDto[];
  @ApiProperty({ type: String, description: 'The office it goes to (DX-08, DX-10).' })
  readonly addressedTo!: string;
  @ApiProperty({ type: Number })
  readonly lines!: number;
  @ApiProperty({ type: Number })
  readonly pages!: number;
  @ApiProperty({ type: String })
  readonly contentSha256!: string;
  @ApiProperty({ type: String })
  readonly pdfSha256!: string;
  @ApiProperty({ type: String })
  readonly pdfUrl!: string;
  @ApiProperty({ type: String, enum: [...VALIDITIES], description: 'DX-06: whether the paper may be used yet.' })
  readonly validity!: string;
  @ApiProperty({ type: [String] })
  readonly rules!: readonly string[];
  @ApiProperty({ type: String, format: 'date-time' })
  readonly issuedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly printedAt?: string;
  @ApiProperty({ type: Number })
  readonly prints!: number;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly stampedAt?: string;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class DocumentPageDto extends ContinuedDto {
  @ApiProperty({ type: [DocumentDto] })
  readonly items!: readonly DocumentDto[];
}

export class NumberDto {
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: Number })
  readonly number!: number;
  @ApiProperty({ type: String })
  readonly documentId!: string;
  @ApiProperty({ type: String, enum: [...DOCUMENT_KINDS] })
  readonly kind!: string;
  @ApiProperty({ type: String, enum: ['taken', 'used', 'void'], description: 'taken: its document is being made.' })
  readonly status!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly takenAt!: string;
  @ApiProperty({ type: String, required: false })
  readonly why?: string;
}

export class NumberSeriesDto {
  @ApiProperty({ type: [NumberDto] })
  readonly items!: readonly NumberDto[];
  @ApiProperty({ type: String, required: false })
  readonly next?: string;
  @ApiProperty({ type: Number })
  readonly nextNumber!: number;
  @ApiProperty({ type: String })
  readonly position!: string;
}
