import { ApiProperty } from '@nestjs/swagger';
import { SYSTEMS } from '#libs/alert';
import { TROUBLES } from '#libs/reintegration';
import { InstantField, NumberOrNullField, TextField } from '../requests/fields.js';
import { BandsField, RateField, WeekdaysField } from './traffic-fields.js';

export class ReasonDto {
  @TextField({ max: 1_000, description: 'Why: it is recorded with your name.' })
  readonly why!: string;
}

export class CeilingDto {
  @NumberOrNullField({
    description: 'The most that the target is sent per second of the product’s clock; null takes the ceiling away.',
    example: 2.5,
  })
  readonly perSecond!: number | null;
  @TextField({ max: 1_000, description: 'Why: it is recorded with your name.' })
  readonly why!: string;
}

const TIME = /^\d{2}:\d{2}$/;

export class TrafficBandDto {
  @TextField({
    max: 5,
    pattern: TIME,
    description: 'By the office’s clock, on a quarter of an hour.',
    example: '08:00',
  })
  readonly from!: string;
  @TextField({ max: 5, pattern: TIME, description: 'Later on the same day; 24:00 for its end.', example: '12:30' })
  readonly to!: string;
  @WeekdaysField('1 for Monday to 7 for Sunday; every day when absent.')
  readonly days?: readonly number[];
  @RateField('Declarations a second, on the product’s clock.', 3)
  readonly perSecond!: number;
}

export class OrdinaryTrafficDto {
  @TextField({ max: 64, description: 'IANA name of the office’s time zone.', example: 'Europe/Paris' })
  readonly zone!: string;
  @BandsField(() => TrafficBandDto, 200, 'No two overlap; outside them there is none. An empty list takes it all away.')
  readonly bands!: readonly TrafficBandDto[];
  @InstantField({ optional: true, description: 'There is none before this.' })
  readonly validFrom?: string;
  @InstantField({ optional: true, description: 'There is none from this on.' })
  readonly validUntil?: string;
  @TextField({ max: 1_000, description: 'Why: it is recorded with your name.' })
  readonly why!: string;
}

export class PausedDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
  @ApiProperty({ type: String })
  readonly why!: string;
  @ApiProperty({ type: String })
  readonly by!: string;
}

export class CeilingSetDto extends PausedDto {
  @ApiProperty({ type: Number, description: 'Per second of the product’s clock.' })
  readonly perSecond!: number;
}

export class TrafficSetDto extends PausedDto {
  @ApiProperty({ type: String })
  readonly zone!: string;
  @ApiProperty({ type: [TrafficBandDto] })
  readonly bands!: readonly TrafficBandDto[];
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly validFrom?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly validUntil?: string;
}

export class SlowedDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
  @ApiProperty({ type: String, enum: [...TROUBLES] })
  readonly trouble!: string;
  @ApiProperty({
    type: Number,
    required: false,
    description: 'What it is believed to bear, per second of the product’s clock; absent where that is not known.',
  })
  readonly cap?: number;
}

export class LeaderDto {
  @ApiProperty({ type: 'integer' })
  readonly epoch!: number;
  @ApiProperty({ type: String })
  readonly instance!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
}

export class ObservedDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly until!: string;
  @ApiProperty({ type: 'integer', description: 'Those of every replica that ended in it.' })
  readonly calls!: number;
  @ApiProperty({ type: 'integer', description: 'Turned away: 429 or 503.' })
  readonly rejected!: number;
  @ApiProperty({ type: 'integer', description: 'Not answered in time, or nobody there.' })
  readonly unanswered!: number;
  @ApiProperty({ type: Number, required: false, description: 'Half of the answers came within so many milliseconds.' })
  readonly medianMs?: number;
  @ApiProperty({ type: Number, required: false, description: 'Nineteen answers in twenty came within so many.' })
  readonly p95Ms?: number;
}

export class TargetDto {
  @ApiProperty({ type: String, enum: [...SYSTEMS] })
  readonly system!: string;
  @ApiProperty({ type: PausedDto, required: false, description: 'A person stopped what is sent.' })
  readonly paused?: PausedDto;
  @ApiProperty({ type: CeilingSetDto, required: false, description: 'The most it is sent, set by a person.' })
  readonly ceiling?: CeilingSetDto;
  @ApiProperty({ type: TrafficSetDto, required: false, description: 'What it carries anyway, by time of day.' })
  readonly traffic?: TrafficSetDto;
  @ApiProperty({ type: SlowedDto, required: false, description: 'It suffers, and is sent less.' })
  readonly slowed?: SlowedDto;
  @ApiProperty({ type: LeaderDto, required: false, description: 'Which replica gives out its slots.' })
  readonly dispatcher?: LeaderDto;
  @ApiProperty({
    type: ObservedDto,
    required: false,
    description:
      'How it did in the last stretch with calls, some ten seconds of the machine’s. Not in answers to changes.',
  })
  readonly observed?: ObservedDto;
  @ApiProperty({ type: [ObservedDto], required: false, maxItems: 60, description: 'The last of these, ascending.' })
  readonly recent?: readonly ObservedDto[];
  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    description: 'It asked to be left alone until then.',
  })
  readonly heldUntil?: string;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class TargetListDto {
  @ApiProperty({ type: [TargetDto] })
  readonly items!: readonly TargetDto[];
  @ApiProperty({ type: String })
  readonly position!: string;
}
