import {
  FORMS,
  LODGING_MEANS,
  PRESENTATIONS,
  RECORDS_BASES,
  type Form,
  type LodgingMeans,
  type Presentation,
  type RecordsBasis,
} from '#libs/delta-x';
import { ChoiceField, DateField, FlagField, InstantField, NestedField, TextField } from '../requests/fields.js';

export class LodgingActDto {
  @ChoiceField(LODGING_MEANS, {
    description: 'A manifest: agreement. A DAU: mailbox or paper. An entry in the records: records (DX-08).',
  })
  readonly means!: LodgingMeans;
  @TextField({ optional: true, max: 300, description: 'What the agreement provides, or the address it went to.' })
  readonly detail?: string;
  @TextField({ max: 8, example: 'FR002650' })
  readonly office!: string;
}

export class CentralisedClearanceDto {
  @TextField({ max: 60, description: 'The authorisation (DCN), DX-10.' })
  readonly authorisation!: string;
  @TextField({ max: 8, example: 'FR002650' })
  readonly officeOfDeclaration!: string;
}

export class GlobalisationPeriodDto {
  @TextField({ max: 70, description: 'The name of the period, DX-32.' })
  readonly reference!: string;
  @DateField({ description: 'Its last day.' })
  readonly endsOn!: string;
  @DateField({ description: 'The day on which the DCG is to be validated.' })
  readonly dcgOn!: string;
}

export class AeoDto {
  @TextField({ max: 10, description: 'OEA-C or OEA-F (DX-12).', example: 'OEA-C' })
  readonly kind!: string;
  @TextField({ max: 60 })
  readonly certificate!: string;
}

export class ArrangementDto {
  @TextField({ max: 8, example: 'FR002650' })
  readonly office!: string;
  @TextField({ max: 60 })
  readonly reference!: string;
  @DateField()
  readonly agreedOn!: string;
}

/** What an entry in the records rests on and undertakes: judged by DX-12, DX-13 or DX-03, each fault with its rule. */
export class RecordsEntryDto {
  @ChoiceField(RECORDS_BASES, { description: 'aeo: DX-12. evn: DX-13. evn-tracking, by local arrangement: DX-03.' })
  readonly basis!: RecordsBasis;
  @NestedField(() => AeoDto, { optional: true })
  readonly aeo?: AeoDto;
  @InstantField({ optional: true, description: 'When the office was informed: before the entry.' })
  readonly officeInformedAt?: string;
  @InstantField({ optional: true, description: 'The first use of the goods: not before the entry.' })
  readonly usedFrom?: string;
  @ChoiceField(['full', 'simplified'], { optional: true, description: 'full for a DAU, simplified for a DSE.' })
  readonly dataHeld?: 'full' | 'simplified';
  @FlagField({ optional: true, description: 'The commitment to regularise within 24 hours of the end of the alert.' })
  readonly regularises?: boolean;
  @TextField({ optional: true, max: 300, description: 'Where the service finds the data at any time.' })
  readonly availableAt?: string;
  @NestedField(() => ArrangementDto, { optional: true })
  readonly arrangement?: ArrangementDto;
}

/** How the goods are presented and leave; shared by manifests and DAUs. */
export class CircumstancesDto {
  @ChoiceField(PRESENTATIONS, {
    optional: true,
    description: 'premises: on the operator’s own (DX-14). office when absent (DX-15).',
  })
  readonly presentation?: Presentation;
  @FlagField({ optional: true, description: 'Placed under transit from release on (DX-16, DX-17).' })
  readonly transit?: boolean;
  @NestedField(() => CentralisedClearanceDto, { optional: true })
  readonly centralised?: CentralisedClearanceDto;
  @NestedField(() => GlobalisationPeriodDto, { optional: true })
  readonly globalisation?: GlobalisationPeriodDto;
}

/** The forms that a header has: a DAU has its own route. */
export const HEADER_FORMS: readonly Form[] = FORMS.filter((form) => form !== 'dau');
