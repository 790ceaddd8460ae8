import { ApiProperty } from '@nestjs/swagger';
import { OWED_MESSAGES, PRIOR_STATES, VERDICTS } from '#libs/delta-x';
import { CancellationDto, HoldDto } from '../cancellations/cancellations.dto.js';
import { AnticipationDto, KnownDto } from './prior-states.dto.js';

/** What a declaration shows of how it stood before the outage, and of what came of that. */
export class StandingDto {
  @ApiProperty({ type: String, enum: [...PRIOR_STATES], required: false })
  readonly prior?: string;
  @ApiProperty({ type: KnownDto, required: false })
  readonly known?: KnownDto;
  @ApiProperty({ type: String, enum: [...VERDICTS], required: false })
  readonly verdict?: string;
  @ApiProperty({ type: [String], enum: [...OWED_MESSAGES], required: false })
  readonly owes?: readonly string[];
  @ApiProperty({ type: AnticipationDto, required: false })
  readonly anticipation?: AnticipationDto;
  @ApiProperty({ type: CancellationDto, required: false })
  readonly cancellation?: CancellationDto;
  @ApiProperty({ type: [HoldDto], required: false, description: 'Everything that must come before the sending.' })
  readonly holds?: readonly HoldDto[];
}
