import { LineValueField, NestedListField, TextField } from '../requests/fields.js';

/** One datum that was typed otherwise than the paper says. */
export class CorrectionDto {
  @TextField({ max: 60, description: 'As in a request; of a later article `furtherArticles[0].cn8`.', example: 'cn8' })
  readonly field!: string;
  @LineValueField({ description: 'What the paper says; absent or empty where it says nothing.', example: '62141000' })
  readonly corrected?: string;
}

/** DX-28: what was typed is brought to what the paper says, before anything stands in Delta X. */
export class CorrectDto {
  @TextField({ max: 1_000, description: 'Why what was typed is wrong.' })
  readonly why!: string;
  @TextField({ max: 1_000, description: 'What shows that the paper says so: which paper, and where on it.' })
  readonly evidence!: string;
  @NestedListField(() => CorrectionDto, { max: 100 })
  readonly changes!: readonly CorrectionDto[];
}
