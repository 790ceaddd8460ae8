import { ApiProperty } from '@nestjs/swagger';
import { APPEARANCES, DOUBLE_KEYS, PAIR_OUTCOMES } from '#libs/delta-x';
import { ChoiceField, TextField } from '../requests/fields.js';
import { PresentQuery, ReadQuery } from '../requests/queries.dto.js';

export const TRIAGE_FORMATS = ['csv', 'csv-fr', 'pdf'] as const;
export const DOUBLES_FORMATS = ['json', 'csv', 'csv-fr'] as const;

const OPERATOR = {
  optional: true,
  max: 17,
  description: 'One operator; every one when absent, your own for an integrator.',
} as const;

export class TriageReportQuery extends PresentQuery {
  @TextField(OPERATOR)
  readonly operator?: string;
  @ChoiceField(TRIAGE_FORMATS, { optional: true, description: 'csv when absent; csv-fr for a French Excel.' })
  readonly format?: (typeof TRIAGE_FORMATS)[number];
}

export class DoublesReportQuery extends ReadQuery {
  @TextField(OPERATOR)
  readonly operator?: string;
  @ChoiceField(DOUBLES_FORMATS, { optional: true, description: 'json when absent; csv-fr for a French Excel.' })
  readonly format?: (typeof DOUBLES_FORMATS)[number];
}

export class AppearanceDto {
  @ApiProperty({ type: String, enum: [...APPEARANCES] })
  readonly as!: string;
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: String, required: false })
  readonly lrn?: string;
  @ApiProperty({ type: String, required: false })
  readonly number?: string;
}

export class DoublePairDto {
  @ApiProperty({ type: String, enum: [...DOUBLE_KEYS] })
  readonly by!: string;
  @ApiProperty({ type: String })
  readonly value!: string;
  @ApiProperty({ type: AppearanceDto })
  readonly first!: AppearanceDto;
  @ApiProperty({ type: AppearanceDto })
  readonly second!: AppearanceDto;
  @ApiProperty({ type: String, enum: [...PAIR_OUTCOMES], description: 'Only doubled and at-risk call for a person.' })
  readonly outcome!: string;
  @ApiProperty({ type: [String] })
  readonly rules!: readonly string[];
  @ApiProperty({ type: String })
  readonly text!: string;
}

export class DoublesCheckedDto {
  @ApiProperty({ type: Number })
  readonly declarations!: number;
  @ApiProperty({ type: Number })
  readonly preOutage!: number;
  @ApiProperty({ type: Number })
  readonly paper!: number;
  @ApiProperty({ type: Number })
  readonly reSent!: number;
  @ApiProperty({ type: Number })
  readonly lrns!: number;
  @ApiProperty({ type: Number, description: 'Papers compared with the declaration that they name as replaced.' })
  readonly firstNamed!: number;
  @ApiProperty({ type: Number, description: 'Papers that name none: compared by their reference alone.' })
  readonly firstUnnamed!: number;
  @ApiProperty({ type: Number })
  readonly numbers!: number;
}

export class DoublesReportDto {
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, required: false })
  readonly operator?: string;
  @ApiProperty({ type: String, description: 'The log position that the report knows.' })
  readonly position!: string;
  @ApiProperty({ type: Boolean, description: 'No pair is doubled, nor may become so.' })
  readonly none!: boolean;
  @ApiProperty({ type: Number })
  readonly found!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  readonly outcomes!: Readonly<Record<string, number>>;
  @ApiProperty({ type: DoublesCheckedDto })
  readonly checked!: DoublesCheckedDto;
  @ApiProperty({ type: [DoublePairDto], description: 'At most 500, those that call for a person first.' })
  readonly pairs!: readonly DoublePairDto[];
}
