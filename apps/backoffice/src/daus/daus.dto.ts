import { PickType } from '@nestjs/swagger';
import {
  ARTICLE_COLUMNS,
  AUTHENTICATIONS,
  DECLARATION_KINDS,
  MOST_ARTICLES,
  STAMP_BOXES,
  type Authentication,
  type StampBox,
} from '#libs/delta-x';
import { LineDto } from '../declarations/declarations.dto.js';
import { CircumstancesDto, LodgingActDto } from '../manifests/circumstances.dto.js';
import { LodgedSignatureDto, OperatorDto } from '../manifests/manifests.dto.js';
import {
  ChoiceField,
  CountField,
  FlagField,
  InstantField,
  NestedField,
  NestedListField,
  TextField,
  TextsField,
} from '../requests/fields.js';

export class DocumentReferenceDto {
  @TextField({ max: 4, example: 'N380' })
  readonly code!: string;
  @TextField({ max: 70 })
  readonly reference!: string;
}

/** What a DAU bears beside the declaration's data: judged by DX-05, DX-06 and DX-11. */
export class DauPartDto {
  @CountField({
    min: 1,
    max: MOST_ARTICLES,
    optional: true,
    description: 'Counted when absent; refused when the articles given are another number (DX-05).',
  })
  readonly articles?: number;
  @InstantField({ optional: true, description: 'Of the fallback stamp in box 31; refused without (DX-05).' })
  readonly fallbackStartedAt?: string;
  @NestedListField(() => DocumentReferenceDto, { max: 99, description: 'Box 44: what the procedure needs (DX-05).' })
  readonly documents!: readonly DocumentReferenceDto[];
  @ChoiceField(AUTHENTICATIONS, {
    description: 'pre-authenticated: on the operator’s premises. stamped: by the office, in box A (DX-06).',
  })
  readonly authentication!: Authentication;
  @ChoiceField(STAMP_BOXES, { optional: true, description: 'A when absent.' })
  readonly box?: StampBox;
  @TextField({ optional: true, max: 8, example: 'FR002650' })
  readonly office?: string;
  @TextField({ optional: true, max: 200, description: 'Who signed beside the stamp; refused without.' })
  readonly officer?: string;
  @InstantField({ optional: true, description: 'Of the stamp in box A; a pre-authentication has none.' })
  readonly stampedAt?: string;
  @FlagField({ optional: true, description: 'The EAD could be printed; false when absent (DX-11).' })
  readonly eadPrinted?: boolean;
  @FlagField({ optional: true, description: 'Copy 3 travels with the goods; true when absent (DX-11).' })
  readonly copy3WithGoods?: boolean;
}

/** An article after the first: named and judged as a line is, without number and parties, which are the first's. */
export class ArticleDto extends PickType(LineDto, ARTICLE_COLUMNS) {}

/** One declaration on a DAU E/S of its own (DX-02, DX-05). */
export class LodgeDauDto extends CircumstancesDto {
  @TextField({ max: 60 })
  readonly alertId!: string;
  @ChoiceField(DECLARATION_KINDS, { optional: true, description: 'DAU when absent.' })
  readonly declarationKind?: (typeof DECLARATION_KINDS)[number];
  @TextField({ max: 60, description: 'Box 31: the assistance number, or "Alerte CID".', example: 'Alerte CID' })
  readonly assistance!: string;
  @TextsField({ description: 'Box 44: special mentions, 50000 among them.', example: ['50000'] })
  readonly mentions!: readonly string[];
  @NestedField(() => OperatorDto)
  readonly operator!: OperatorDto;
  @TextField({ max: 8, example: 'FR002650' })
  readonly officeOfClearance!: string;
  @TextField({ max: 8, example: 'BE101000' })
  readonly officeOfExit!: string;
  @FlagField({ optional: true, description: 'false when absent.' })
  readonly singleTransportContract?: boolean;
  @NestedField(() => LodgingActDto, { description: 'By the functional mailbox or on paper (DX-08).' })
  readonly lodging!: LodgingActDto;
  @NestedField(() => LodgedSignatureDto)
  readonly signature!: LodgedSignatureDto;
  @InstantField({ optional: true, description: 'When it was lodged; now when absent.' })
  readonly lodgedAt?: string;
  @NestedField(() => DauPartDto)
  readonly dau!: DauPartDto;
  @NestedField(() => LineDto, { description: 'The parties, and the first article.' })
  readonly consignment!: LineDto;
  @NestedListField(() => ArticleDto, {
    optional: true,
    max: MOST_ARTICLES - 1,
    description: 'In the order of the list of articles (DX-17); without a procedure, one has the first article’s.',
  })
  readonly furtherArticles?: readonly ArticleDto[];
}
