import { ApiProperty } from '@nestjs/swagger';
import {
  CANCELLATION_MEANS,
  CANCELLATION_OUTCOMES,
  CANCELLATION_STATUSES,
  CONFIRMED_BY,
  PRIOR_STATES,
  REFUSAL_CAUSES,
} from '#libs/delta-x';
import { HOLDS } from '#libs/reintegration';
import { ChoiceField, InstantField, TextField } from '../requests/fields.js';
import { PresentListQuery, PresentQuery } from '../requests/queries.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

const OFFICE = { max: 8, example: 'FR002650' } as const;

export class RequestCancellationDto {
  @TextField({ ...OFFICE, optional: true, description: 'The list’s, or the paper’s, when absent.' })
  readonly office?: string;
  @ChoiceField(CANCELLATION_MEANS)
  readonly means!: (typeof CANCELLATION_MEANS)[number];
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly requestedAt?: string;
}

export class RequestCancellationsDto {
  @TextField({ max: 60 })
  readonly alertId!: string;
  @TextField({ max: 17, optional: true, description: 'Your own when absent.' })
  readonly operator?: string;
  @TextField({ ...OFFICE, description: 'The office that the request goes to.' })
  readonly office!: string;
  @ChoiceField(CANCELLATION_MEANS)
  readonly means!: (typeof CANCELLATION_MEANS)[number];
  @InstantField({ description: 'When the request was sent.' })
  readonly requestedAt!: string;
}

export class ConfirmCancellationDto {
  @TextField({ max: 1_000, description: 'What shows it: the service’s reference, say.' })
  readonly evidence!: string;
  @ChoiceField(CANCELLATION_OUTCOMES, { optional: true, description: 'cancelled when absent.' })
  readonly outcome?: (typeof CANCELLATION_OUTCOMES)[number];
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly confirmedAt?: string;
}

export class RefuseCancellationDto {
  @ChoiceField(REFUSAL_CAUSES)
  readonly because!: (typeof REFUSAL_CAUSES)[number];
  @TextField({ max: 1_000 })
  readonly reason!: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly refusedAt?: string;
}

export class KeepFirstDto {
  @TextField({ max: 1_000 })
  readonly why!: string;
}

export class CancellationsScopeQuery extends PresentQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @TextField({ ...OFFICE, optional: true })
  readonly office?: string;
}

export class CancellationsQuery extends PresentListQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @TextField({ ...OFFICE, optional: true })
  readonly office?: string;
  @ChoiceField(CANCELLATION_STATUSES, { optional: true })
  readonly status?: string;
}

export class FirstDto {
  @ApiProperty({ type: String, required: false, description: 'As Delta X knows it.' })
  readonly number?: string;
  @ApiProperty({ type: String, required: false })
  readonly lrn?: string;
}

export class CancellationDto {
  @ApiProperty({ type: String, enum: [...CANCELLATION_STATUSES] })
  readonly status!: string;
  @ApiProperty({ type: FirstDto })
  readonly first!: FirstDto;
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: Number, description: 'How often it was requested.' })
  readonly requests!: number;
  @ApiProperty({ type: String, enum: [...CANCELLATION_MEANS], required: false })
  readonly means?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly requestedAt?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly refusedAt?: string;
  @ApiProperty({ type: String, enum: [...REFUSAL_CAUSES], required: false })
  readonly because?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly confirmedAt?: string;
  @ApiProperty({ type: String, enum: [...CONFIRMED_BY], required: false })
  readonly by?: string;
  @ApiProperty({ type: String, enum: [...CANCELLATION_OUTCOMES], required: false })
  readonly outcome?: string;
}

export class HoldDto {
  @ApiProperty({ type: String, enum: [...HOLDS] })
  readonly hold!: string;
  @ApiProperty({ type: String, example: 'DX-29' })
  readonly rule!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
}

export class CancellationRowDto {
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: [...PRIOR_STATES], required: false })
  readonly prior?: string;
  @ApiProperty({ type: CancellationDto })
  readonly cancellation!: CancellationDto;
  @ApiProperty({ type: [HoldDto], required: false })
  readonly holds?: readonly HoldDto[];
  @ApiProperty({ type: String, description: 'How the paper one stands.' })
  readonly status!: string;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class CancellationPageDto extends ContinuedDto {
  @ApiProperty({ type: [CancellationRowDto] })
  readonly items!: readonly CancellationRowDto[];
}

export class OfficeCancellationsDto {
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: Number })
  readonly due!: number;
  @ApiProperty({ type: Number })
  readonly requested!: number;
  @ApiProperty({ type: Number })
  readonly refused!: number;
  @ApiProperty({ type: Number })
  readonly confirmed!: number;
}

export class CancellationCountsDto {
  @ApiProperty({ type: [OfficeCancellationsDto] })
  readonly offices!: readonly OfficeCancellationsDto[];
  @ApiProperty({ type: String })
  readonly position!: string;
}

export class RequestedDto {
  @ApiProperty({ type: Number, description: 'Requested by this very request, now or when it was first sent.' })
  readonly requested!: number;
  @ApiProperty({ type: Number, description: 'Still due at that office: repeat with a new key for more.' })
  readonly left!: number;
  @ApiProperty({ type: String })
  readonly requestUrl!: string;
}
