import { ApiProperty } from '@nestjs/swagger';
import { SYSTEMS } from '#libs/alert';
import { PLAN_REASONS } from '#libs/reintegration';

export class CampaignCountsDto {
  @ApiProperty({ type: Number })
  readonly owed!: number;
  @ApiProperty({ type: Number })
  readonly held!: number;
  @ApiProperty({ type: Number })
  readonly attempting!: number;
  @ApiProperty({ type: Number })
  readonly accepted!: number;
  @ApiProperty({ type: Number })
  readonly acceptedLate!: number;
  @ApiProperty({ type: Number })
  readonly refused!: number;
  @ApiProperty({ type: Number })
  readonly failedAttempts!: number;
  @ApiProperty({ type: Number })
  readonly doubles!: number;
}

export class CurveSegmentDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly to!: string;
  @ApiProperty({ type: Number, description: 'Declarations a second, on the product’s clock.' })
  readonly rate!: number;
}

export class TotalLoadDto {
  @ApiProperty({ type: Number, description: 'Highest total load of the plan, ordinary traffic included, per second.' })
  readonly peak!: number;
  @ApiProperty({ type: Number, required: false, description: 'No plan that keeps every deadline has a lower one.' })
  readonly bound?: number;
}

export class PlanDto {
  @ApiProperty({ type: Number })
  readonly plan!: number;
  @ApiProperty({ type: String, enum: [...PLAN_REASONS] })
  readonly reason!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly adoptedAt!: string;
  @ApiProperty({ type: Number })
  readonly work!: number;
  @ApiProperty({ type: Number, description: 'Its highest rate, per second of the product’s clock.' })
  readonly peak!: number;
  @ApiProperty({ type: Number, required: false, description: 'No plan that keeps every deadline has a lower peak.' })
  readonly bound?: number;
  @ApiProperty({ type: [CurveSegmentDto], required: false, description: 'Ordinary traffic that the plan goes round.' })
  readonly ordinary?: readonly CurveSegmentDto[];
  @ApiProperty({ type: TotalLoadDto, required: false, description: 'Where there is ordinary traffic.' })
  readonly total?: TotalLoadDto;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly finishesAt!: string;
  @ApiProperty({ type: [CurveSegmentDto] })
  readonly curve!: readonly CurveSegmentDto[];
}

export class StretchDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from!: string;
  @ApiProperty({ type: Number })
  readonly accepted!: number;
}

export class AtRiskDto {
  @ApiProperty({ type: Number, description: 'How many will be late by the plan as it stands.' })
  readonly work!: number;
  @ApiProperty({ type: Number })
  readonly lateBySeconds!: number;
  @ApiProperty({ type: String, format: 'date-time', description: 'A deadline relaxed until then would be kept.' })
  readonly easeUntil!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
}

const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

export class CampaignDto {
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: [...SYSTEMS] })
  readonly system!: string;
  @ApiProperty({ type: String, enum: ['gathering', 'open', 'completed'] })
  readonly status!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly endedAt?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly deadline?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly completedAt?: string;
  @ApiProperty({ type: CampaignCountsDto })
  readonly counts!: CampaignCountsDto;
  @ApiProperty({ ...counts, description: 'What must not be sent, by reason.' })
  readonly excluded!: Readonly<Record<string, number>>;
  @ApiProperty({ ...counts, description: 'Refused and waiting for a person, by the code customs gave.' })
  readonly refusedByCode!: Readonly<Record<string, number>>;
  @ApiProperty({
    type: AtRiskDto,
    required: false,
    description: 'No plan is left that keeps the deadline (DX-24, EC-16).',
  })
  readonly atRisk?: AtRiskDto;
  @ApiProperty({ type: [PlanDto] })
  readonly plans!: readonly PlanDto[];
  @ApiProperty({ type: [StretchDto], description: 'Accepted, by stretch of five minutes.' })
  readonly actual!: readonly StretchDto[];
}

export class CampaignListDto {
  @ApiProperty({ type: [CampaignDto] })
  readonly items!: readonly CampaignDto[];
  @ApiProperty({ type: String })
  readonly position!: string;
}
