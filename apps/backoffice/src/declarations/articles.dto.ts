import { ApiProperty } from '@nestjs/swagger';

/** The goods of one article, as lodged. */
export class LodgedGoodsDto {
  @ApiProperty({ type: Number })
  readonly packages!: number;
  @ApiProperty({ type: String })
  readonly description!: string;
  @ApiProperty({ type: String, required: false })
  readonly cn8?: string;
  @ApiProperty({ type: String })
  readonly procedure!: string;
  @ApiProperty({ type: String })
  readonly grossMassKg!: string;
  @ApiProperty({ type: String })
  readonly countryOfProvenance!: string;
  @ApiProperty({ type: String })
  readonly invoiceValue!: string;
  @ApiProperty({ type: String })
  readonly currency!: string;
  @ApiProperty({ type: [String], required: false })
  readonly restrictedDocuments?: readonly string[];
}

/** An article after the first. */
export class FurtherArticleDto extends LodgedGoodsDto {
  @ApiProperty({ type: String, description: 'At the customs rate of the day of lodging.' })
  readonly valueEur!: string;
}
