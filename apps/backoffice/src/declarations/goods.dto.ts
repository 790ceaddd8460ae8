import { ApiProperty } from '@nestjs/swagger';
import {
  AUTHENTICATIONS,
  CONTROL_KINDS,
  CONTROL_RESULTS,
  EXIT_DOCUMENTS,
  EXIT_PROOFS,
  FORMS,
  PRESENTATIONS,
  WITHHELD_BECAUSE,
} from '#libs/delta-x';
import { LodgingActDto } from '../manifests/circumstances.dto.js';
import { PeriodDto } from '../manifests/manifest-acts.dto.js';
import { StandingDto } from '../prior-states/standing.dto.js';

export class ControlShownDto {
  @ApiProperty({ type: String, enum: ['selected', 'controlled', 'released'] })
  readonly state!: string;
  @ApiProperty({ type: String, enum: [...CONTROL_KINDS], required: false })
  readonly kind?: string;
  @ApiProperty({ type: String, enum: [...CONTROL_RESULTS], required: false })
  readonly result?: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly since!: string;
}

export class ReleaseShownDto {
  @ApiProperty({ type: String, enum: ['stamp', 'explicit', 'after-control', 'taken', 'manifest-stamp'] })
  readonly by!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: String, required: false })
  readonly office?: string;
  @ApiProperty({ type: String, example: 'DX-15' })
  readonly rule!: string;
}

/** What stands in the place of an IE599, which is never awaited for these (DX-30). */
export class ExitProofDto {
  @ApiProperty({ type: String, enum: [...EXIT_PROOFS] })
  readonly proof!: string;
  @ApiProperty({ type: String, enum: [...EXIT_DOCUMENTS] })
  readonly on!: string;
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: String, example: 'DX-16' })
  readonly rule!: string;
  @ApiProperty({ type: Boolean, description: 'Copy 3, endorsed, is the tax proof too (DX-11).' })
  readonly taxProof!: boolean;
}

export class RectifiedDto {
  @ApiProperty({ type: Number })
  readonly count!: number;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly last!: string;
}

export class MentionMissingDto {
  @ApiProperty({ type: String, example: '52000' })
  readonly mention!: string;
  @ApiProperty({ type: String, example: 'DX-33' })
  readonly rule!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the goods were controlled.' })
  readonly since!: string;
}

/** What was typed from the paper and corrected (DX-28). */
export class CorrectedDto {
  @ApiProperty({ type: Number })
  readonly count!: number;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly last!: string;
  @ApiProperty({ type: [String], example: ['cn8'] })
  readonly fields!: readonly string[];
}

/** Why no release comes (DX-33). */
export class WithheldDto {
  @ApiProperty({ type: String, enum: [...WITHHELD_BECAUSE] })
  readonly because!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: String })
  readonly office!: string;
  @ApiProperty({ type: String, example: 'DX-33' })
  readonly rule!: string;
}

export class ReleaseMissingDto {
  @ApiProperty({ type: String, example: 'DX-15' })
  readonly rule!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'When customs accepted it.' })
  readonly since!: string;
}

/** What becomes of the goods of a declaration: its form, control, release and exit. */
export class GoodsDto extends StandingDto {
  @ApiProperty({ type: String, enum: [...FORMS], required: false })
  readonly form?: string;
  @ApiProperty({ type: String, required: false, description: 'The declaration in Delta X that it replaces (DX-29).' })
  readonly first?: string;
  @ApiProperty({ type: String, required: false, description: 'Of a line of a manifest: where in the log.' })
  readonly lodgedPosition?: string;
  @ApiProperty({ type: String, required: false })
  readonly officeOfExit?: string;
  @ApiProperty({ type: LodgingActDto, required: false })
  readonly lodging?: LodgingActDto;
  @ApiProperty({ type: String, enum: [...PRESENTATIONS], required: false })
  readonly presentation?: string;
  @ApiProperty({ type: Boolean, required: false })
  readonly transit?: boolean;
  @ApiProperty({ type: Boolean, required: false })
  readonly singleTransportContract?: boolean;
  @ApiProperty({ type: Boolean, required: false, description: 'The goods need a document of public order.' })
  readonly restricted?: boolean;
  @ApiProperty({ type: PeriodDto, required: false })
  readonly globalisation?: PeriodDto;
  @ApiProperty({ type: String, format: 'date-time', required: false, description: 'Its own deadline (DX-32).' })
  readonly dueBy?: string;
  @ApiProperty({ type: ControlShownDto, required: false })
  readonly control?: ControlShownDto;
  @ApiProperty({ type: ReleaseShownDto, required: false })
  readonly release?: ReleaseShownDto;
  @ApiProperty({ type: WithheldDto, required: false })
  readonly withheld?: WithheldDto;
  @ApiProperty({ type: ReleaseMissingDto, required: false, description: 'Re-integrated, and no release is recorded.' })
  readonly releaseMissing?: ReleaseMissingDto;
  @ApiProperty({ type: ExitProofDto, required: false })
  readonly exitProof?: ExitProofDto;
  @ApiProperty({ type: String, enum: [...AUTHENTICATIONS], required: false })
  readonly authentication?: string;
  @ApiProperty({ type: Boolean, required: false })
  readonly copy3WithGoods?: boolean;
  @ApiProperty({ type: Boolean, required: false, description: 'Physically, before what `control` shows.' })
  readonly controlled?: boolean;
  @ApiProperty({ type: MentionMissingDto, required: false, description: 'Sent before the physical control.' })
  readonly mentionMissing?: MentionMissingDto;
  @ApiProperty({
    type: CorrectedDto,
    required: false,
    description: 'What was typed was brought to what the paper says.',
  })
  readonly corrected?: CorrectedDto;
  @ApiProperty({ type: RectifiedDto, required: false })
  readonly rectified?: RectifiedDto;
}
