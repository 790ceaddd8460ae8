import {
  CONTROL_KINDS,
  CONTROL_RESULTS,
  EXIT_DOCUMENTS,
  WITHHELD_BECAUSE,
  type ControlKind,
  type ControlResult,
  type ExitDocument,
  type WithheldBecause,
} from '#libs/delta-x';
import { ChoiceField, FlagField, InstantField, NestedListField, TextField } from '../requests/fields.js';

/** An officer's mark. What is missing of it is refused under the rule that asks for it. */
class MarkDto {
  @TextField({ optional: true, max: 8, example: 'FR002650', description: 'Half a stamp without it: refused.' })
  readonly office?: string;
  @TextField({ optional: true, max: 200, description: 'Who signed; refused without.' })
  readonly officer?: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly at?: string;
}

/** The service picks the goods for control (DX-33). */
export class SelectDto extends MarkDto {}

/** What the control was and found (DX-33). */
export class ControlDto {
  @ChoiceField(CONTROL_KINDS, { description: 'physical: mention 52000. waived: selected, and let go without.' })
  readonly kind!: ControlKind;
  @ChoiceField(CONTROL_RESULTS)
  readonly result!: ControlResult;
  @TextField({ optional: true, max: 200, description: 'Who controlled; refused without.' })
  readonly officer?: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly at?: string;
  @TextField({ optional: true, max: 1_000 })
  readonly note?: string;
}

/** A release by the service, or the operator's own disposal of unrestricted goods on its premises (DX-14, DX-15). */
export class ReleaseDto extends MarkDto {
  @FlagField({ optional: true, description: 'Officers are there outside the opening hours (DX-14).' })
  readonly servicePresent?: boolean;
}

/** DX-33: the service will not release them. */
export class WithholdDto extends MarkDto {
  @ChoiceField(WITHHELD_BECAUSE)
  readonly because!: WithheldBecause;
  @TextField({ optional: true, max: 1_000, description: 'The reference of the act; required for “other”.' })
  readonly note?: string;
}

/** The visa of the office of exit (DX-16, DX-17). */
export class ExitVisaDto extends MarkDto {
  @ChoiceField(EXIT_DOCUMENTS, { optional: true, description: 'The paper of its form when absent.' })
  readonly on?: ExitDocument;
  @FlagField({ optional: true, description: 'The list of articles goes with it (DX-17).' })
  readonly articleList?: boolean;
}

/** One datum. */
export class ChangeDto {
  @TextField({ max: 60, description: 'As in a request; of a later article `furtherArticles[0].cn8`.', example: 'cn8' })
  readonly field!: string;
  @TextField({
    optional: true,
    max: 600,
    description: 'Read from what was lodged when absent; refused when it differs.',
  })
  readonly asLodged?: string;
  @TextField({ max: 600, example: '62141000' })
  readonly rectified!: string;
}

/** DX-28: after the re-integration, an act of its own. */
export class RectifyDto {
  @TextField({ max: 60, description: 'The reference of the rectification.' })
  readonly act!: string;
  @NestedListField(() => ChangeDto, { max: 100, description: 'Which data became what.' })
  readonly changes!: readonly ChangeDto[];
  @TextField({ max: 1_000 })
  readonly why!: string;
  @InstantField({ optional: true, description: 'Now when absent.' })
  readonly at?: string;
}
