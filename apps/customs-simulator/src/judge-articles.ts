import { CUSTOMS_REFUSAL, type ReceivedReintegration } from '#libs/customs-gateway';
import { refused, type RefusalVerdict } from './refusal.js';

/** Value up to which a consignment in euro is of negligible value (EVN, DX-23). */
const NEGLIGIBLE_EUR = 22n;
/** Above it each article needs its CN8 (DX-04, DX-05). */
const CN8_ABOVE_EUR = 1_000n;
/** An invoice value has four decimals at most: counted in these, every sum is exact. */
const DECIMALS = 4;
const PARTS = 10n ** BigInt(DECIMALS);

const partsOf = (value: string): bigint => {
  const [whole = '', decimals = ''] = value.split('.');
  return BigInt(`${whole}${decimals.padEnd(DECIMALS, '0')}`);
};

/** What the articles in euro come to. Of the others no rate is known here: they only add to it. */
const valueIn = ({ consignment, furtherArticles = [] }: ReceivedReintegration) => {
  const all = [consignment, ...furtherArticles];
  const inEuro = all.filter(({ currency }) => currency === 'EUR');
  const parts = inEuro.reduce((sum, { invoiceValue }) => sum + partsOf(invoiceValue), 0n);
  return { parts, isWhole: inEuro.length === all.length };
};

/** As many articles as the message says, numbered as they come: none was lost on the way. */
const countRefused = ({ articleCount, furtherArticles = [] }: ReceivedReintegration): RefusalVerdict | undefined => {
  const count = 1 + furtherArticles.length;
  if (articleCount !== undefined && articleCount !== count) {
    const reason = `${articleCount} articles annoncés, ${count} reçus / ${articleCount} articles announced, ${count} received`;
    return refused(CUSTOMS_REFUSAL.rule, 'DX-05', 'articleCount', reason);
  }
  const astray = furtherArticles.findIndex(({ number }, index) => number !== index + 2);
  if (astray < 0) return undefined;
  const reason = `article ${astray + 2} hors de son ordre / article ${astray + 2} out of its order`;
  return refused(CUSTOMS_REFUSAL.rule, 'DX-28', pathOf(astray, furtherArticles.length, 'number'), reason);
};

const pathOf = (index: number, count: number, field: string): string =>
  `furtherArticle${count > 1 ? `[${index + 1}]` : ''}/${field}`;

/** DX-04, DX-05: above the threshold each article has its CN8, whatever it is worth itself. */
const cn8Refused = (declaration: ReceivedReintegration): RefusalVerdict | undefined => {
  const { consignment, furtherArticles = [] } = declaration;
  if (valueIn(declaration).parts <= CN8_ABOVE_EUR * PARTS) return undefined;
  const reason = 'NC8 absente au-delà de 1000 EUR / CN8 missing above 1,000 EUR';
  if (consignment.cn8 === undefined) {
    const rule = furtherArticles.length === 0 ? 'DX-04' : 'DX-05';
    return refused(CUSTOMS_REFUSAL.missing, rule, 'consignment/cn8', reason);
  }
  const lacking = furtherArticles.findIndex(({ cn8 }) => cn8 === undefined);
  if (lacking < 0) return undefined;
  return refused(CUSTOMS_REFUSAL.missing, 'DX-05', pathOf(lacking, furtherArticles.length, 'cn8'), reason);
};

const negligibleRefused = (declaration: ReceivedReintegration): RefusalVerdict | undefined => {
  const { parts, isWhole } = valueIn(declaration);
  if (!isWhole || parts > NEGLIGIBLE_EUR * PARTS) return undefined;
  const reason = 'envoi de valeur négligeable, à ne pas réintégrer / of negligible value, not to be re-integrated';
  return refused(CUSTOMS_REFUSAL.rule, 'DX-23', 'consignment/invoiceValue', reason);
};

/** DX-04, DX-05, DX-23, DX-28: what Delta X holds against the articles of a re-integration; the first objection decides. */
export const judgeArticles = (declaration: ReceivedReintegration): RefusalVerdict | undefined =>
  countRefused(declaration) ?? negligibleRefused(declaration) ?? cn8Refused(declaration);
