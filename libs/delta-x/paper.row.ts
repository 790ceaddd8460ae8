import { formatPosition, type Instant, type Recorded } from '#libs/kernel';
import { hasRestricted, invoiceOf, type Goods } from './article.js';
import type { Form, Globalisation, LodgingAct, Presentation } from './circumstances.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationKind } from './delta-x.events.js';

/** What a listed declaration shows of its paper: no personal data. */
export interface PaperRow {
  readonly form?: Form;
  readonly manifestId?: string;
  readonly kind?: DeclarationKind;
  /** LRN or number of the declaration in Delta X that the paper says it replaces. */
  readonly first?: string;
  readonly lodgedAt?: Instant;
  /** Of a line of a manifest: where in the log. Its manifest's acts cover what was lodged before them. */
  readonly lodgedPosition?: string;
  /** Of a DAU; a line was lodged as its manifest was. */
  readonly lodging?: LodgingAct;
  readonly officeOfClearance?: string;
  readonly officeOfExit?: string;
  readonly presentation?: Presentation;
  readonly transit?: boolean;
  readonly singleTransportContract?: boolean;
  /** Goods that need a document of public order. */
  readonly restricted?: boolean;
  readonly globalisation?: Globalisation & { readonly movedTo?: Instant };
  /** Of a DAU, its articles. */
  readonly articles?: number;
  /** Of the first article. */
  readonly description?: string;
  /** Of all articles together; absent, with the currency, where they have several. */
  readonly invoiceValue?: string;
  readonly currency?: string;
  readonly valueEur?: string;
}

/** What is listed of the goods. */
export const goodsShown = (
  goods: Goods,
): Pick<PaperRow, 'restricted' | 'description' | 'invoiceValue' | 'currency'> => ({
  ...(hasRestricted(goods) ? { restricted: true } : {}),
  description: goods.consignment.description,
  ...invoiceOf(goods),
});

export const paperRow = <R extends PaperRow>(row: R, { event, position }: Recorded<DeclarationEvent>): R => {
  if (event.type === 'DauPresented') return { ...row, articles: event.data.articles };
  if (event.type !== 'DeclarationLodged') return row;
  const { manifestId, kind, lodgedAt, officeOfClearance, officeOfExit, valueEur, lodging } = event.data;
  const { form = 'manifest', presentation = 'office', transit, singleTransportContract, globalisation } = event.data;
  const { first } = event.data.consignment;
  return {
    ...row,
    form,
    ...(manifestId === undefined ? {} : { manifestId, lodgedPosition: formatPosition(position) }),
    kind,
    ...(first === undefined ? {} : { first }),
    lodgedAt,
    ...(lodging === undefined ? {} : { lodging }),
    officeOfClearance,
    officeOfExit,
    presentation,
    ...(transit ? { transit } : {}),
    ...(singleTransportContract ? { singleTransportContract } : {}),
    ...(globalisation === undefined ? {} : { globalisation }),
    ...goodsShown(event.data),
    valueEur,
  };
};
