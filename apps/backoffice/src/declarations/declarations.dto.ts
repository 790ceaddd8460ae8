import { ApiProperty } from '@nestjs/swagger';
import { DECLARATION_KINDS, DECLARATION_STATUSES, NEEDS, PRIOR_STATES, VERDICTS, type Need } from '#libs/delta-x';
import { HOLDS } from '#libs/reintegration';
import { ChoiceField, LineValueField, NestedField, TextField } from '../requests/fields.js';
import { ListQuery } from '../requests/queries.dto.js';
import { FurtherArticleDto, LodgedGoodsDto } from './articles.dto.js';
import { GoodsDto } from './goods.dto.js';
import { RectificationDto } from './rectifications.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

/** A line of a manifest, named as in the files; the values are judged by the rules, each fault with its own. */
export class LineDto {
  @LineValueField({ description: 'Up to 35 letters, digits, and . _ -' })
  readonly reference?: string;
  @LineValueField()
  readonly packages?: string;
  @LineValueField()
  readonly consignor_name?: string;
  @LineValueField()
  readonly consignor_address?: string;
  @LineValueField()
  readonly consignee_name?: string;
  @LineValueField()
  readonly consignee_address?: string;
  @LineValueField()
  readonly description?: string;
  @LineValueField({ description: 'Eight digits; required above 1,000 EUR (DX-04).' })
  readonly cn8?: string;
  @LineValueField({ example: '1000' })
  readonly procedure?: string;
  @LineValueField({ example: '12.5' })
  readonly gross_mass_kg?: string;
  @LineValueField({ example: 'FR' })
  readonly country_of_provenance?: string;
  @LineValueField({ example: '49.90' })
  readonly invoice_value?: string;
  @LineValueField({ example: 'EUR' })
  readonly currency?: string;
  @LineValueField({ description: 'Codes of the documents of public order that the goods need (DX-12, DX-14).' })
  readonly restricted_documents?: string;
  @LineValueField({
    description: 'LRN or number of the declaration in Delta X that this paper replaces, where it has another (DX-29).',
  })
  readonly first?: string;
}

export class LodgeDeclarationDto {
  @TextField({ max: 60 })
  readonly manifestId!: string;
  @NestedField(() => LineDto)
  readonly consignment!: LineDto;
}

export class ReopenDto {
  @TextField({ max: 1_000 })
  readonly why!: string;
}

export class LiftHoldDto {
  @ChoiceField(HOLDS)
  readonly hold!: (typeof HOLDS)[number];
  @TextField({ max: 1_000, description: 'What shows that it may go: the cancellation’s reference, say.' })
  readonly evidence!: string;
}

export class DeclarationsQuery extends ListQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @ChoiceField(DECLARATION_STATUSES, { optional: true })
  readonly status?: string;
  @TextField({ optional: true, max: 60, description: 'The code customs gave, or the rule that holds it.' })
  readonly cause?: string;
  @TextField({ optional: true, max: 40 })
  readonly mrn?: string;
  @TextField({ optional: true, max: 35 })
  readonly reference?: string;
  @TextField({ optional: true, max: 60 })
  readonly manifestId?: string;
  @TextField({
    optional: true,
    max: 35,
    description: 'The local reference number that Delta X knows, from before the outage or since.',
  })
  readonly lrn?: string;
  @ChoiceField(PRIOR_STATES, { optional: true, description: 'How it stood in Delta X when the outage met it.' })
  readonly prior?: string;
  @ChoiceField(VERDICTS, { optional: true, description: 'What the triage made of it.' })
  readonly verdict?: string;
  @ChoiceField(HOLDS, { optional: true, description: 'What it waits for first.' })
  readonly hold?: string;
  @ChoiceField(NEEDS, {
    optional: true,
    description: 'What it needs of a person now; `cause` is then that of the need.',
  })
  readonly needs?: Need;
  @TextField({ optional: true, max: 40, description: 'The number that Delta X gave, before the outage or since.' })
  readonly number?: string;
  @TextField({ optional: true, max: 35, description: 'The beginning of references.' })
  readonly referencePrefix?: string;
  @TextField({
    optional: true,
    max: 40,
    description: 'The beginning of a reference, an MRN, an LRN or a number: as it is, in capitals or in small letters.',
  })
  readonly text?: string;
}

export class DeclarationDto extends GoodsDto {
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: [...DECLARATION_STATUSES] })
  readonly status!: string;
  @ApiProperty({ type: String, required: false })
  readonly manifestId?: string;
  @ApiProperty({ type: String, enum: [...DECLARATION_KINDS], required: false })
  readonly kind?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly lodgedAt?: string;
  @ApiProperty({ type: String, required: false })
  readonly officeOfClearance?: string;
  @ApiProperty({ type: Number, required: false, description: 'Of a DAU, its articles.' })
  readonly articles?: number;
  @ApiProperty({ type: String, required: false, description: 'Of the first article.' })
  readonly description?: string;
  @ApiProperty({
    type: String,
    required: false,
    description: 'Of all articles; absent where they have several currencies.',
  })
  readonly invoiceValue?: string;
  @ApiProperty({ type: String, required: false })
  readonly currency?: string;
  @ApiProperty({ type: String, required: false })
  readonly valueEur?: string;
  @ApiProperty({ type: Number })
  readonly attempts!: number;
  @ApiProperty({ type: Number })
  readonly submission!: number;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly attemptedAt?: string;
  @ApiProperty({ type: Boolean, description: 'An earlier sending may have arrived.' })
  readonly unsure!: boolean;
  @ApiProperty({ type: String, required: false, description: 'The LRN it was last sent under, if not its reference.' })
  readonly sentLrn?: string;
  @ApiProperty({ type: String, required: false })
  readonly mrn?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly acceptedAt?: string;
  @ApiProperty({ type: Boolean, required: false })
  readonly inTime?: boolean;
  @ApiProperty({ type: String, required: false })
  readonly cause?: string;
  @ApiProperty({ type: String, required: false })
  readonly reason?: string;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class PartyDto {
  @ApiProperty({ type: String })
  readonly name!: string;
  @ApiProperty({ type: String })
  readonly address!: string;
}

/** The consignment as lodged; without its parties for those who have no need of them. */
export class ConsignmentDto extends LodgedGoodsDto {
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: PartyDto, required: false })
  readonly consignor?: PartyDto;
  @ApiProperty({ type: PartyDto, required: false })
  readonly consignee?: PartyDto;
}

export class DeclarationInFullDto extends DeclarationDto {
  @ApiProperty({ type: ConsignmentDto, required: false })
  readonly consignment?: ConsignmentDto;
  @ApiProperty({ type: [FurtherArticleDto], required: false, description: 'In the order of the list of articles.' })
  readonly furtherArticles?: readonly FurtherArticleDto[];
  @ApiProperty({ type: [RectificationDto], required: false, description: 'What was lodged stays; these came after.' })
  readonly rectifications?: readonly RectificationDto[];
}

export class DeclarationPageDto extends ContinuedDto {
  @ApiProperty({ type: [DeclarationDto] })
  readonly items!: readonly DeclarationDto[];
}
