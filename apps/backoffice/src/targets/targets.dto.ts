import { ApiProperty } from '@nestjs/swagger';
import { SYSTEMS } from '#libs/alert';
import { TROUBLES } from '#libs/reintegration';
import { NumberOrNullField, TextField } from '../requests/fields.js';

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

export class SlowedDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
  @ApiProperty({ type: String, enum: [...TROUBLES] })
  readonly trouble!: string;
  @ApiProperty({ type: Number, description: 'What it was cut to, per second of the product’s clock; 0: not known.' })
  readonly cap!: number;
}

export class LeaderDto {
  @ApiProperty({ type: 'integer' })
  readonly epoch!: number;
  @ApiProperty({ type: String })
  readonly instance!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
}

export class TargetDto {
  @ApiProperty({ type: String, enum: [...SYSTEMS] })
  readonly system!: string;
  @ApiProperty({ type: PausedDto, required: false, description: 'A person stopped what is sent.' })
  readonly paused?: PausedDto;
  @ApiProperty({ type: CeilingSetDto, required: false, description: 'The most it is sent, set by a person.' })
  readonly ceiling?: CeilingSetDto;
  @ApiProperty({ type: SlowedDto, required: false, description: 'It suffers, and is sent less.' })
  readonly slowed?: SlowedDto;
  @ApiProperty({ type: LeaderDto, required: false, description: 'Which replica gives out its slots.' })
  readonly dispatcher?: LeaderDto;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class TargetListDto {
  @ApiProperty({ type: [TargetDto] })
  readonly items!: readonly TargetDto[];
  @ApiProperty({ type: String })
  readonly position!: string;
}
