import { ApiProperty } from '@nestjs/swagger';
import { InstantField } from '../requests/fields.js';
import { PresentQuery } from '../requests/queries.dto.js';

export class OfficesQuery extends PresentQuery {
  @InstantField({ optional: true, description: 'Open or not at that instant; now when absent.' })
  readonly at?: string;
}

/** An office that the register knows. */
export class OfficeDto {
  @ApiProperty({ type: String, example: 'FR002650' })
  readonly code!: string;
  @ApiProperty({ type: String, required: false })
  readonly name?: string;
  @ApiProperty({ type: String, example: 'Europe/Paris' })
  readonly zone!: string;
  @ApiProperty({ type: Boolean, description: 'By its own clock, its hours and its public holidays.' })
  readonly open!: boolean;
  @ApiProperty({ type: Boolean, description: 'Day and night.' })
  readonly always!: boolean;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
    description: 'From and until by weekday, 1 for Monday; empty for an office that never closes.',
  })
  readonly hours!: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export class OfficesDto {
  @ApiProperty({ type: [OfficeDto] })
  readonly items!: readonly OfficeDto[];
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
}
