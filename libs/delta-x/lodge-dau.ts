import type { Instant, Objection, RuleId } from '#libs/kernel';
import { articlesOf, type FurtherArticle, type Goods } from './article.js';
import { wholeDataObjections } from './article-check.js';
import type { DauPresented } from './clearance.events.js';
import type { Consignment } from './consignment.js';
import { dauObjections, type GivenDau } from './dau-check.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationKind, ManifestHeader } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import type { AlertAsSeen } from './during-alert.js';
import { formObjections } from './form-check.js';
import { globalisationObjections } from './globalisation.js';
import { paperObjections } from './header-check.js';
import type { NamedFirst } from './named-first.js';
import { lodgePaper, type Judged } from './lodge.js';
import { STARTING_OFFICES, type OfficeRegister } from './offices.js';

/** A DAU's header: a manifest's, without what only a list of consignments has. */
export type DauHeader = Omit<
  ManifestHeader,
  'manifestId' | 'flow' | 'consignmentType' | 'records' | 'form' | 'lodging'
> & {
  readonly lodging: NonNullable<ManifestHeader['lodging']>;
  readonly declarationKind: DeclarationKind;
};

/** DX-02, DX-05: one declaration on a DAU E/S of its own. */
export type LodgeDau = {
  readonly type: 'LodgeDau';
  readonly header: DauHeader;
  readonly dau: GivenDau;
  readonly consignment: Consignment;
  /** In the order of the list of articles. */
  readonly furtherArticles?: readonly FurtherArticle[];
  /** Millionths of a euro, of every article together, from `checkDau`. */
  readonly valueEur: bigint;
  readonly alert: AlertAsSeen;
  /** How the declaration stands that the DAU names as its first; absent where no list tells of it. */
  readonly named?: NamedFirst | undefined;
  readonly now: Instant;
  readonly offices?: OfficeRegister;
};

const RULES: readonly RuleId[] = ['DX-02', 'DX-05', 'DX-06', 'DX-08'];

/** What DX-04 asks of a manifest's header, DX-05 asks of the DAU's. */
const asDau = (objection: Objection): Objection =>
  objection.rule === 'DX-04' && !objection.field?.startsWith('office') ? { ...objection, rule: 'DX-05' } : objection;

/** A single article is stored as it always was. */
const goodsOf = ({ consignment, furtherArticles = [] }: LodgeDau): Goods =>
  furtherArticles.length === 0 ? { consignment } : { consignment, furtherArticles };

/** Whether the DAU could be lodged so: its header, its form, its goods, what it bears. */
export const dauPaperObjections = (command: LodgeDau): Objection[] => {
  const { header, dau, alert, now, offices = STARTING_OFFICES } = command;
  const policy = deltaXPolicy(header.lodgedAt);
  const given = { ...header, manifestId: '', flow: 'export', consignmentType: 'other' };
  const own: Objection[] =
    alert.scope.kind === 'operator' && alert.scope.eori !== header.operator.eori
      ? [
          {
            rule: 'DX-05',
            field: 'alertId',
            text: { en: 'this alert is another operator’s own', fr: 'cette alerte est propre à un autre opérateur' },
          },
        ]
      : [];
  return [
    ...own,
    ...paperObjections(given, alert, now).map(asDau),
    ...formObjections({ ...header, form: 'dau' }, policy, offices),
    ...globalisationObjections(header.globalisation, header.declarationKind, header.lodgedAt),
    ...wholeDataObjections(goodsOf(command), header.declarationKind),
    ...dauObjections({ dau, header, goods: goodsOf(command), alert, now }, policy),
  ];
};

export const lodgeDau = (command: LodgeDau, state: Judged): DeclarationEvent[] => {
  const { header, dau, consignment, valueEur, alert, now } = command;
  const { declarationKind: kind, signature, ...rest } = header;
  const { alertId, operator } = header;
  const goods = goodsOf(command);
  const presented: DauPresented['data'] = {
    alertId,
    operator: operator.eori,
    reference: consignment.reference,
    ...dau,
    articles: articlesOf(goods).length,
    fallbackStartedAt: dau.fallbackStartedAt ?? header.lodgedAt,
    signature,
  };
  return lodgePaper(
    {
      data: { ...rest, kind, form: 'dau', ...goods },
      valueEur,
      alert,
      now,
      objections: dauPaperObjections(command),
      rules: RULES,
      presented,
      named: command.named,
    },
    state,
  );
};
