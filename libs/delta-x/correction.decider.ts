import { parseInstant, Refusal, refuse, type Instant, type Objection, type Text } from '#libs/kernel';
import { aboutOf, type Clearing } from './clearance.state.js';
import { requireLodged } from './control.decider.js';
import type { Cancelling } from './cancellation.state.js';
import { correctedObjections, type Judging } from './corrected-judged.js';
import { asItStands, CORRECTABLE, correctedPaper } from './corrected-paper.js';
import type { CorrectedDatum } from './correction.events.js';
import { owedNow } from './correction.owed.js';
import type { Correcting } from './correction.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { LineContext } from './line-check.js';
import type { Lodging } from './lodge.js';
import { eurText } from './money.js';
import { STARTING_OFFICES } from './offices.js';
import type { Owing } from './owing.js';
import { isPlainText } from './plain-text.js';

/** One datum as the paper has it; empty where the paper has nothing there. */
export interface GivenCorrection {
  readonly field: string;
  readonly corrected: string;
}

/** DX-28: what was typed is brought to what the paper says. */
export type CorrectTranscription = {
  readonly type: 'CorrectTranscription';
  readonly changes: readonly GivenCorrection[];
  readonly why: string;
  readonly evidence: string;
  readonly rates: LineContext['rates'];
  readonly now: Instant;
} & Omit<Judging, 'offices'> &
  Partial<Pick<Judging, 'offices'>>;

type State = Lodging & Clearing & Owing & Cancelling & Correcting;
type Lodged = DeclarationLodged['data'];

const object = (field: string, text: Text, todo?: Text): Objection => ({
  rule: 'DX-28',
  field,
  text,
  ...(todo ? { todo } : {}),
});

const RECTIFY: Text = {
  en: 'what the paper itself says is changed by a rectification in Delta X, once it is re-integrated',
  fr: 'ce que dit le papier lui-même se rectifie dans Delta X, une fois la déclaration réintégrée',
};

/** Only while nothing of it stands in Delta X, or may. */
const refuseUnlessOpen = ({ reintegration: owed, tried }: State): void => {
  switch (owed.status) {
    case 'refused':
      return;
    case 'excluded': {
      if (owed.because === 'evn-kept-in-stock-records') return;
      throw refuse('DX-28', { en: 'nothing of this paper is sent', fr: 'rien de ce papier n’est transmis' });
    }
    case 'accepted':
      throw refuse(
        'DX-28',
        { en: 'it stands in Delta X as it was sent', fr: 'elle figure dans Delta X telle qu’elle a été transmise' },
        { todo: RECTIFY },
      );
    case 'owed':
      if (!owed.unsure && !tried) return;
      break;
    case 'attempting':
    case 'none':
  }
  throw refuse(
    'DX-28',
    {
      en: 'it has been sent, and the answer is not known yet',
      fr: 'elle a été transmise, et la réponse n’est pas encore connue',
    },
    {
      todo: {
        en: 'wait for the answer: refused, it is corrected; accepted, it is rectified',
        fr: 'attendez la réponse : refusée, elle se corrige ; acceptée, elle se rectifie',
      },
    },
  );
};

const objectionTo = ({ field }: GivenCorrection, index: number, lodged: Lodged, all: readonly GivenCorrection[]) => {
  const at = `changes[${index}].field`;
  if (asItStands(lodged, field) === undefined) {
    const text = {
      en: `“${field}” is not typed from the paper of this declaration`,
      fr: `« ${field} » n’est pas saisie d’après le papier de cette déclaration`,
    };
    const names = `${CORRECTABLE.join(', ')}, furtherArticles[0].cn8 ...`;
    return object(at, text, {
      en: `correct one of: ${names}; ${RECTIFY.en}`,
      fr: `corrigez une de ces données : ${names} ; ${RECTIFY.fr}`,
    });
  }
  if (all.findIndex((other) => other.field === field) === index) return undefined;
  return object(at, { en: `${field} is named twice`, fr: `${field} est citée deux fois` });
};

const blank = ({ why, evidence, changes }: CorrectTranscription): Objection[] => {
  const said = (field: string, text: string, en: string, fr: string): Objection[] =>
    text.trim() !== '' && isPlainText(text) ? [] : [object(field, { en, fr })];
  return [
    ...said('why', why, 'say why it is corrected', 'indiquez le motif de la correction'),
    ...said(
      'evidence',
      evidence,
      'say what shows that the paper says so: which paper, and where',
      'indiquez ce qui montre que le papier le dit : quel document, à quel endroit',
    ),
    ...(changes.length > 0 ? [] : [object('changes', { en: 'nothing is corrected', fr: 'rien n’est corrigé' })]),
  ];
};

/** Instants that are the same are said in many ways. */
const asSaid = ({ field, corrected }: GivenCorrection): GivenCorrection => {
  const text = corrected.trim();
  return { field, corrected: field === 'lodgedAt' ? (parseInstant(text) ?? text) : text };
};

/** An objection names the change that it is about, where it is about one. */
const inChanges =
  (changes: readonly GivenCorrection[]) =>
  (objection: Objection): Objection => {
    const index = changes.findIndex(({ field }) => field === objection.field);
    return index < 0 ? objection : { ...objection, field: `changes[${index}].corrected` };
  };

const throwAll = (objections: readonly Objection[]): void => {
  const [first, ...more] = objections;
  if (first) throw new Refusal([first, ...more]);
};

/**
 * DX-28: the paper is the authority. Whoever typed it wrong corrects what was typed, with what shows it, and the data are
 * judged as at the lodging; the paper's own data are changed by a rectification only.
 */
export const correctTranscription = (command: CorrectTranscription, state: State): readonly DeclarationEvent[] => {
  const lodged = requireLodged(state);
  const { changes, why, evidence, rates, offices = STARTING_OFFICES, ...judging } = command;
  const made = changes.map(asSaid).filter(({ field, corrected }) => corrected !== asItStands(lodged, field));
  if (changes.length > 0 && made.length === 0) return [];
  refuseUnlessOpen(state);
  throwAll([
    ...blank(command),
    ...changes.map((change, index) => objectionTo(change, index, lodged, changes)).filter((o) => o !== undefined),
  ]);
  const corrections = new Map(made.map(({ field, corrected }) => [field, corrected]));
  const corrected = correctedPaper(lodged, corrections, rates);
  if (!('paper' in corrected)) throw new Refusal(withChanges(corrected, changes));
  throwAll(correctedObjections(lodged, corrected, corrections, state, { ...judging, offices }).map(inChanges(changes)));
  const { paper, valueEur } = corrected;
  const data: CorrectedDatum[] = made.map(({ field }) => {
    const [typed, now] = [asItStands(lodged, field), corrections.get(field)];
    return { field, ...(typed ? { typed } : {}), ...(now ? { corrected: now } : {}) };
  });
  return [
    {
      type: 'TranscriptionCorrected',
      data: { ...aboutOf(lodged), changes: data, paper: { ...paper, valueEur: eurText(valueEur) }, why, evidence },
      rules: ['DX-28', lodged.form === 'dau' ? 'DX-05' : 'DX-04'],
    },
    ...owedNow(lodged, corrected, state),
  ];
};

const withChanges = (
  [first, ...more]: readonly [Objection, ...Objection[]],
  changes: readonly GivenCorrection[],
): readonly [Objection, ...Objection[]] => [inChanges(changes)(first), ...more.map(inChanges(changes))];
