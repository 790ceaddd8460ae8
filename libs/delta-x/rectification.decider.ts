import { refuse, type Instant, type Objection, type Text } from '#libs/kernel';
import type { Change } from './clearance.events.js';
import { aboutOf, type Clearing } from './clearance.state.js';
import { requireLodged, throwFirst, type ActCommon } from './control.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { Lodging } from './lodge.js';
import { instantObjections } from './official-act.js';
import type { Owing } from './owing.js';
import { isPlainText } from './plain-text.js';
import { asLodged, RECTIFIABLE } from './rectifiable.js';

/** One datum, and what it was rectified to. */
export interface GivenChange {
  /** As in a request: of the line, of the header, of an article. */
  readonly field: string;
  /** Read from what was lodged when absent. */
  readonly asLodged?: string | undefined;
  readonly rectified: string;
}

/** DX-28: after the re-integration, an act of its own. */
export type RecordRectification = {
  readonly type: 'RecordRectification';
  readonly act: string;
  readonly changes: readonly GivenChange[];
  readonly why: string;
  readonly at: Instant;
} & ActCommon;

const NAMED_AS_IN_A_REQUEST: Text = {
  en: `name a datum as in a request: ${RECTIFIABLE.join(', ')}, furtherArticles[0].cn8 ...`,
  fr: `nommez une donnée comme dans une requête : ${RECTIFIABLE.join(', ')}, furtherArticles[0].cn8 ...`,
};

const objection = (field: string, text: Text, todo?: Text): Objection => ({
  rule: 'DX-28',
  field,
  text,
  ...(todo ? { todo } : {}),
});

/** What stands against one of the changes. */
const objectionTo = (
  change: GivenChange,
  index: number,
  lodged: DeclarationLodged['data'],
  earlier: readonly GivenChange[],
): Objection | undefined => {
  const { field, rectified } = change;
  const at = (name: string): string => `changes[${index}].${name}`;
  const was = asLodged(lodged, field);
  if (was === undefined) {
    const text = { en: `“${field}” is no datum of it`, fr: `« ${field} » n’est pas une de ses données` };
    return objection(at('field'), text, NAMED_AS_IN_A_REQUEST);
  }
  if (earlier.some((other) => other.field === field))
    return objection(at('field'), { en: `${field} is named twice`, fr: `${field} est citée deux fois` });
  if (change.asLodged !== undefined && change.asLodged !== was) {
    return objection(
      at('asLodged'),
      { en: `what was lodged is “${was}”`, fr: `la donnée déposée est « ${was} »` },
      { en: 'leave it out: it is read from what was lodged', fr: 'omettez-la : elle est reprise du dépôt' },
    );
  }
  if (rectified.trim() === '')
    return objection(at('rectified'), { en: 'what it became is missing', fr: 'il manque la donnée rectifiée' });
  if (!isPlainText(rectified)) {
    const text = {
      en: 'it holds characters that no message can carry',
      fr: 'elle contient des caractères intransmissibles',
    };
    return objection(at('rectified'), text);
  }
  return rectified === was
    ? objection(at('rectified'), { en: 'it is as it was lodged', fr: 'elle est telle que déposée' })
    : undefined;
};

const changeOf = (lodged: DeclarationLodged['data'], { field, rectified }: GivenChange): Change => {
  const was = asLodged(lodged, field) ?? '';
  return { field, ...(was === '' ? {} : { asLodged: was }), rectified };
};

/** DX-28: the data go as they were lodged; what is to be put right is put right afterwards, in Delta X. */
export const decideRectification = (
  command: RecordRectification,
  state: Lodging & Clearing & Owing,
): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { act, changes, why, at, now } = command;
  if (state.rectifications?.some((done) => done.act === act)) return [];
  if (state.reintegration.status !== 'accepted') {
    throw refuse(
      'DX-28',
      {
        en: 'a rectification comes after the re-integration: the data are sent as lodged',
        fr: 'une rectification vient après la réintégration : les données sont transmises telles que déposées',
      },
      { todo: { en: 'wait until it is accepted', fr: 'attendez qu’elle soit acceptée' } },
    );
  }
  const blank = act.trim() === '' ? 'act' : why.trim() === '' ? 'why' : changes.length === 0 ? 'changes' : undefined;
  if (blank !== undefined) {
    const text = {
      en: 'a rectification says its reference, which data became what, and why',
      fr: 'une rectification indique sa référence, les données avant et après, et le motif',
    };
    throw refuse('DX-28', text, { field: blank });
  }
  throwFirst([
    ...instantObjections(at, { rule: 'DX-28', notBefore: state.reintegration.acceptedAt, now, field: 'at' }),
    ...changes
      .map((change, index) => objectionTo(change, index, lodged, changes.slice(0, index)))
      .filter((found) => found !== undefined),
  ]);
  const made = changes.map((change) => changeOf(lodged, change));
  return [
    {
      type: 'RectificationRecorded',
      data: { ...aboutOf(lodged), act, changes: made, why, rectifiedAt: at },
      rules: ['DX-28'],
    },
  ];
};
