import { ApiProperty } from '@nestjs/swagger';

/** One datum, as it was lodged and as it was rectified. */
export class ChangeShownDto {
  @ApiProperty({ type: String, example: 'cn8' })
  readonly field!: string;
  @ApiProperty({ type: String, required: false, description: 'Absent where nothing was lodged, or of a person.' })
  readonly asLodged?: string;
  @ApiProperty({ type: String, required: false, description: 'Absent where no value was recorded, or of a person.' })
  readonly rectified?: string;
}

/** An act of its own, after the re-integration (DX-28). */
export class RectificationDto {
  @ApiProperty({ type: String })
  readonly act!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: String })
  readonly why!: string;
  @ApiProperty({ type: [ChangeShownDto] })
  readonly changes!: readonly ChangeShownDto[];
}
