import { DOCUMENT_KINDS, LODGING_MEANS, VALIDITIES } from '#libs/fallback-documents';
import { SignatureDto } from '../manifests/manifests.dto.js';
import { ChoiceField, CountField, InstantField, NestedField, TextField, TextsField } from '../requests/fields.js';
import { ListQuery } from '../requests/queries.dto.js';

export class LodgingMeansDto {
  @ChoiceField(LODGING_MEANS, { description: 'DX-08. A manifest: agreement; a DAU: mailbox or paper.' })
  readonly means!: (typeof LODGING_MEANS)[number];
  @TextField({ optional: true, max: 100, description: 'Which address, say.' })
  readonly detail?: string;
}

export class CentralisedDto {
  @TextField({ max: 60 })
  readonly authorisation!: string;
  @TextField({ max: 8, example: 'FR003370' })
  readonly officeOfDeclaration!: string;
}

export class PreAuthenticationDto {
  @ChoiceField(['A', '31'], { description: 'Where the undated ND stamp stands on copy 3 (DX-06).' })
  readonly box!: 'A' | '31';
  @TextField({ max: 8, example: 'FR002650' })
  readonly office!: string;
  @TextField({ max: 100, description: 'Who signed beside the stamp.' })
  readonly officer!: string;
}

export class RecordsEntryDto {
  @ChoiceField(['OEA-C', 'OEA-F'])
  readonly aeo!: 'OEA-C' | 'OEA-F';
  @TextField({ max: 60 })
  readonly certificate!: string;
  @InstantField({ description: 'Before the entry (DX-12).' })
  readonly officeInformedAt!: string;
  @InstantField()
  readonly enteredAt!: string;
  @ChoiceField(['full', 'simplified'], { description: 'One step, or two.' })
  readonly dataHeld!: 'full' | 'simplified';
}

export class EvnListDto {
  @ChoiceField(['local-arrangement', 'declarant-records'])
  readonly basis!: 'local-arrangement' | 'declarant-records';
  @TextField({ optional: true, max: 100 })
  readonly arrangement?: string;
}

export class DauBoxesDto {
  @TextField({ optional: true, max: 2, pattern: /^[A-Z]{2}$/ })
  readonly countryOfDestination?: string;
  @TextField({ optional: true, max: 17, pattern: /^\d{1,10}(\.\d{1,6})?$/ })
  readonly netMassKg?: string;
  @TextField({ optional: true, max: 60 })
  readonly transportAtDeparture?: string;
  @TextField({ optional: true, max: 60 })
  readonly transportAtBorder?: string;
  @TextField({ optional: true, max: 2 })
  readonly modeAtBorder?: string;
  @TextField({ optional: true, max: 60 })
  readonly deliveryTerms?: string;
  @TextField({ optional: true, max: 2 })
  readonly natureOfTransaction?: string;
  @TextField({ optional: true, max: 35 })
  readonly locationOfGoods?: string;
  @TextField({ optional: true, max: 60 })
  readonly previousDocument?: string;
  @TextsField({ optional: true, max: 40, description: 'Box 44: code and number of each.', example: ['N380 2026-118'] })
  readonly documents?: readonly string[];
}

/** What a document may say beyond what was lodged. */
export class DocumentParticularsDto {
  @NestedField(() => SignatureDto, { optional: true, description: 'The manifest’s when absent.' })
  readonly signature?: SignatureDto;
  @NestedField(() => LodgingMeansDto, { optional: true })
  readonly lodging?: LodgingMeansDto;
  @NestedField(() => CentralisedDto, { optional: true, description: 'DX-10.' })
  readonly centralised?: CentralisedDto;
  @NestedField(() => PreAuthenticationDto, { optional: true, description: 'DX-06; a DAU without it awaits the stamp.' })
  readonly preAuthentication?: PreAuthenticationDto;
  @NestedField(() => RecordsEntryDto, { optional: true, description: 'DX-12.' })
  readonly records?: RecordsEntryDto;
  @NestedField(() => EvnListDto, { optional: true, description: 'DX-03, DX-13.' })
  readonly evn?: EvnListDto;
  @NestedField(() => DauBoxesDto, { optional: true })
  readonly dau?: DauBoxesDto;
}

export class IssueDocumentDto extends DocumentParticularsDto {
  @ChoiceField(DOCUMENT_KINDS)
  readonly kind!: (typeof DOCUMENT_KINDS)[number];
  @TextField({ max: 17, example: 'FR552100554' })
  readonly operator!: string;
  @TextField({ optional: true, max: 60, description: 'For every kind but the DAU.' })
  readonly manifestId?: string;
  @CountField({ optional: true, min: 1, max: 10_000, description: 'Of a manifest of more than 1,000 lines.' })
  readonly part?: number;
  @TextField({ optional: true, max: 35, description: 'For a DAU: its declaration.' })
  readonly reference?: string;
  @CountField({
    optional: true,
    min: 1,
    max: 999_999_999,
    description: 'The number the paper bears already; the next of the series when absent (DX-05).',
  })
  readonly number?: number;
}

export class ReplaceDocumentDto extends DocumentParticularsDto {
  @TextField({ max: 500 })
  readonly reason!: string;
}

export class PrintDocumentDto {
  @CountField({ optional: true, min: 1, max: 99, description: '1 when absent.' })
  readonly copies?: number;
}

export class StampDocumentDto {
  @TextField({ max: 8, example: 'FR002650' })
  readonly office!: string;
  @TextField({ max: 100 })
  readonly officer!: string;
  @InstantField()
  readonly stampedAt!: string;
}

export class DocumentsQuery extends ListQuery {
  @TextField({ optional: true, max: 17 })
  readonly operator?: string;
  @TextField({ optional: true, max: 60 })
  readonly alertId?: string;
  @TextField({ optional: true, max: 60 })
  readonly manifestId?: string;
  @TextField({ optional: true, max: 35 })
  readonly reference?: string;
  @ChoiceField(DOCUMENT_KINDS, { optional: true })
  readonly kind?: string;
  @ChoiceField(VALIDITIES, { optional: true })
  readonly validity?: string;
}

export class PdfQuery {
  @CountField({ optional: true, min: 1, max: 9_999, description: 'The one that stands when absent.' })
  readonly version?: number;
  @TextField({ optional: true, max: 64, description: 'The bytes by name: the answer may then be kept for ever.' })
  readonly sha256?: string;
  @TextField({
    optional: true,
    max: 41,
    description: 'As it was printed then, an instant or a log position: a version replaced since without its band.',
  })
  readonly asOf?: string;
}
