import { ApiProperty } from '@nestjs/swagger';
import { IMPACTS, SYSTEMS } from '#libs/alert';
import { ChoiceField, InstantField, NestedField, TextField } from '../requests/fields.js';
import { ListQuery } from '../requests/queries.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

const EORI = /^[A-Z]{2}[A-Z0-9]{1,15}$/;

export class OperatorScopeDto {
  @ChoiceField(['operator'], { description: 'An outage of one operator’s own system.' })
  readonly kind!: 'operator';
  @TextField({ max: 17, pattern: EORI, example: 'FR552100554' })
  readonly eori!: string;
  @TextField({
    max: 60,
    description: 'The number of the assistance request (OLGA): every document bears it.',
    example: '2026-000123',
  })
  readonly assistanceNumber!: string;
}

class NoticeDto {
  @ChoiceField(SYSTEMS)
  readonly system!: (typeof SYSTEMS)[number];
  @ChoiceField(IMPACTS)
  readonly impact!: (typeof IMPACTS)[number];
  @TextField({ max: 500, description: 'Where it was published.', example: 'météo informatique' })
  readonly notice!: string;
  @NestedField(() => OperatorScopeDto, { optional: true, description: 'Everyone, when absent.' })
  readonly scope?: OperatorScopeDto;
}

export class AnnounceAlertDto extends NoticeDto {
  @InstantField({
    optional: true,
    description: 'The instant of the announcement, or of the operator’s assistance request; now when absent.',
  })
  readonly announcedAt?: string;
}

export class PlanAlertDto extends NoticeDto {
  @InstantField()
  readonly from!: string;
  @InstantField({ optional: true })
  readonly until?: string;
}

export class StartAlertDto {
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly startedAt?: string;
}

export class EaseAlertDto {
  @InstantField({ description: 'The new deadline.' })
  readonly until!: string;
  @TextField({ max: 1_000 })
  readonly why!: string;
  @TextField({ max: 200, description: 'Who decided it.' })
  readonly decidedBy!: string;
}

export class EndAlertDto {
  @InstantField({ optional: true, description: 'The instant of the end-of-alert message; now when absent.' })
  readonly endedAt?: string;
}

export class AlertsQuery extends ListQuery {
  @TextField({ optional: true, max: 17, pattern: EORI, description: 'Outages of this operator’s own.' })
  readonly operator?: string;
  @ChoiceField(['planned', 'started', 'ended'], { optional: true })
  readonly status?: string;
  @ChoiceField(SYSTEMS, { optional: true })
  readonly system?: string;
}

export class AlertScopeDto {
  @ApiProperty({ type: String, enum: ['everyone', 'operator'] })
  readonly kind!: string;
  @ApiProperty({ type: String, required: false })
  readonly eori?: string;
  @ApiProperty({ type: String, required: false })
  readonly assistanceNumber?: string;
}

export class EasingDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly until!: string;
  @ApiProperty({ type: String })
  readonly why!: string;
  @ApiProperty({ type: String })
  readonly decidedBy!: string;
}

export class AlertDto {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: [...SYSTEMS] })
  readonly system!: string;
  @ApiProperty({ type: AlertScopeDto })
  readonly scope!: AlertScopeDto;
  @ApiProperty({ type: String, enum: [...IMPACTS] })
  readonly impact!: string;
  @ApiProperty({ type: String })
  readonly notice!: string;
  @ApiProperty({ type: String, enum: ['planned', 'started', 'ended'] })
  readonly status!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly announcedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly plannedFrom?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly plannedUntil?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly startedAt?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly endedAt?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false, description: 'End of the window (DX-24, EC-16).' })
  readonly deadline?: string;
  @ApiProperty({ type: [EasingDto] })
  readonly easings!: readonly EasingDto[];
  @ApiProperty({ type: String, description: 'Revision of the alert: its ETag.' })
  readonly revision!: string;
}

export class AlertPageDto extends ContinuedDto {
  @ApiProperty({ type: [AlertDto] })
  readonly items!: readonly AlertDto[];
}
