import { ApiProperty } from '@nestjs/swagger';
import {
  ANTICIPATION_DECISIONS,
  ANTICIPATION_STATUSES,
  DECLARATION_KINDS,
  ENTRY_MODES,
  OWED_MESSAGES,
  PRIOR_STATES,
  VERDICTS,
} from '#libs/delta-x';
import { ChoiceField, FlagField, InstantField, TextField } from '../requests/fields.js';
import { PresentListQuery, PresentQuery } from '../requests/queries.dto.js';
import { ContinuedDto } from '../requests/continued.dto.js';

export class PriorStateDto {
  @TextField({ max: 60 })
  readonly alertId!: string;
  @ChoiceField(PRIOR_STATES, { description: 'How it stood in Delta X when the outage met it.' })
  readonly state!: (typeof PRIOR_STATES)[number];
  @ChoiceField(DECLARATION_KINDS, { optional: true })
  readonly kind?: string;
  @TextField({ optional: true, max: 35, description: 'The number or MRN that Delta X gave.' })
  readonly number?: string;
  @TextField({ optional: true, max: 22 })
  readonly lrn?: string;
  @TextField({ optional: true, max: 8, example: 'FR002650' })
  readonly office?: string;
  @InstantField({ optional: true, description: 'When it was validated: before the alert.' })
  readonly validatedAt?: string;
  @InstantField({ optional: true, description: 'End of the delay; required for an anticipated one (DX-31).' })
  readonly anticipationEndsAt?: string;
}

export class OwedMessageDto {
  @ChoiceField(OWED_MESSAGES)
  readonly message!: (typeof OWED_MESSAGES)[number];
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly sentAt?: string;
}

export class AnticipatedDecisionDto {
  @ChoiceField(ANTICIPATION_DECISIONS)
  readonly decision!: (typeof ANTICIPATION_DECISIONS)[number];
}

export class EnterAnewDto {
  @ChoiceField(ENTRY_MODES, { description: 'Validated only, once the goods were presented (DX-31).' })
  readonly mode!: (typeof ENTRY_MODES)[number];
  @FlagField()
  readonly goodsPresented!: boolean;
  @TextField({ optional: true, max: 35, description: 'The new one’s number in Delta X.' })
  readonly number?: string;
}

export class PriorStatesCountQuery extends PresentQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
}

export class PriorStatesQuery extends PresentListQuery {
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @ChoiceField(VERDICTS, { optional: true })
  readonly verdict?: string;
  @ChoiceField(OWED_MESSAGES, { optional: true, description: 'The message that is to be sent next.' })
  readonly owes?: string;
  @ChoiceField(ANTICIPATION_STATUSES, { optional: true })
  readonly anticipation?: string;
}

/** What the list said beside the state. */
export class KnownDto {
  @ApiProperty({ type: String, enum: [...DECLARATION_KINDS], required: false })
  readonly kind?: string;
  @ApiProperty({ type: String, required: false })
  readonly number?: string;
  @ApiProperty({ type: String, required: false })
  readonly lrn?: string;
  @ApiProperty({ type: String, required: false })
  readonly office?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly validatedAt?: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly anticipationEndsAt?: string;
}

export class AnticipationDto {
  @ApiProperty({ type: String, enum: [...ANTICIPATION_STATUSES] })
  readonly status!: string;
  @ApiProperty({ type: String, format: 'date-time', required: false })
  readonly endsAt?: string;
  @ApiProperty({ type: String, enum: [...ENTRY_MODES], required: false })
  readonly mode?: string;
  @ApiProperty({ type: String, required: false })
  readonly number?: string;
}

export class PriorStateRowDto {
  @ApiProperty({ type: String })
  readonly operator!: string;
  @ApiProperty({ type: String })
  readonly reference!: string;
  @ApiProperty({ type: String })
  readonly alertId!: string;
  @ApiProperty({ type: String, enum: [...PRIOR_STATES] })
  readonly state!: string;
  @ApiProperty({ type: KnownDto })
  readonly known!: KnownDto;
  @ApiProperty({ type: String, enum: [...VERDICTS] })
  readonly verdict!: string;
  @ApiProperty({ type: [String], description: 'The rules that say so.' })
  readonly rules!: readonly string[];
  @ApiProperty({ type: [String], enum: [...OWED_MESSAGES], description: 'Messages still to be sent (DX-20).' })
  readonly owes!: readonly string[];
  @ApiProperty({ type: String, enum: ['running', 'expired', 'unknown'], required: false })
  readonly delay?: string;
  @ApiProperty({ type: AnticipationDto, required: false })
  readonly anticipation?: AnticipationDto;
  @ApiProperty({ type: String, description: 'What becomes of it.' })
  readonly text!: string;
  @ApiProperty({ type: String, description: 'What a person does about it.' })
  readonly todo!: string;
  @ApiProperty({ type: String })
  readonly revision!: string;
}

export class PriorStatePageDto extends ContinuedDto {
  @ApiProperty({ type: [PriorStateRowDto] })
  readonly items!: readonly PriorStateRowDto[];
}

export class CountDto {
  @ApiProperty({ type: String })
  readonly of!: string;
  @ApiProperty({ type: Number })
  readonly count!: number;
}

export class PriorStateCountsDto {
  @ApiProperty({ type: [CountDto], description: 'By verdict.' })
  readonly verdicts!: readonly CountDto[];
  @ApiProperty({ type: [CountDto], description: 'By the message to be sent next (DX-20).' })
  readonly owes!: readonly CountDto[];
  @ApiProperty({ type: [CountDto], description: 'Anticipated ones, by what was made of them (DX-31).' })
  readonly anticipations!: readonly CountDto[];
  @ApiProperty({ type: Number, description: 'Anticipated ones with nothing made of them whose delay has ended.' })
  readonly expired!: number;
  @ApiProperty({ type: String })
  readonly position!: string;
}
