import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../requests/fields.js';
import { PresentQuery } from '../requests/queries.dto.js';
import { CONCERNS } from './attention-texts.js';

export class AttentionQuery extends PresentQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
}

export class SampleDto {
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String, description: 'Of the declaration; the number of a paper that is about none alone.' })
  readonly reference!: string;
  @ApiProperty({ type: String, required: false, description: 'Of a manifest’s paper.' })
  readonly manifestId?: string;
  @ApiProperty({ type: Boolean, required: false, description: 'A number without its document.' })
  readonly numberOnly?: boolean;
}

export class AttentionGroupDto {
  @ApiProperty({ type: String, description: 'The code customs gave, the message owed, else the rule.' })
  readonly cause!: string;
  @ApiProperty({ type: String, required: false })
  readonly reason?: string;
  @ApiProperty({ type: String, enum: [...CONCERNS] })
  readonly status!: string;
  @ApiProperty({ type: Number })
  readonly count!: number;
  @ApiProperty({ type: [SampleDto] })
  readonly sample!: readonly SampleDto[];
  @ApiProperty({ type: String, required: false })
  readonly rule?: string;
  @ApiProperty({ type: String, description: 'What a person does about it.' })
  readonly todo!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false, description: 'The earliest, where one runs.' })
  readonly deadline?: string;
}

export class AttentionDto {
  @ApiProperty({ type: [AttentionGroupDto] })
  readonly groups!: readonly AttentionGroupDto[];
  @ApiProperty({ type: String })
  readonly position!: string;
}

export class ClockDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'The product’s clock.' })
  readonly now!: string;
  @ApiProperty({ type: Number, description: 'Product seconds in a real one.' })
  readonly scale!: number;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly realNow!: string;
}
