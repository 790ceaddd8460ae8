import { ApiProperty } from '@nestjs/swagger';

/** What every page of a list says beside its items. */
export class ContinuedDto {
  @ApiProperty({ type: String, required: false, description: 'The cursor of the page after; absent on the last.' })
  readonly next?: string;
  @ApiProperty({ type: String, description: 'The log position that the answer knows.' })
  readonly position!: string;
}
