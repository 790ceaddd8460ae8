import { stampDateObjections, stampMarkObjections } from '#libs/delta-x';
import { Refusal, refuse, refuseState, type Decider, type Instant, type RuleId } from '#libs/kernel';
import type { DocumentEvent, Made } from './documents.events.js';
import { giveUp, isGivenUp, issuedAlready, numberGivenUp, type GiveUpDocument } from './issued-once.js';
import type { Sheet } from './sheet.js';

export type IssueDocument = {
  readonly type: 'IssueDocument';
  readonly documentId: string;
  readonly number: number;
  readonly made: Made;
};
export type ReplaceDocument = {
  readonly type: 'ReplaceDocument';
  readonly made: Made;
  readonly reason: string;
  readonly replacedPdfSha256: string;
  readonly now: Instant;
};
export type PrintDocument = { readonly type: 'PrintDocument'; readonly copies: number; readonly now: Instant };
export type StampDocument = {
  readonly type: 'StampDocument';
  readonly office: string;
  readonly officer: string;
  readonly stampedAt: Instant;
  readonly now: Instant;
};
export type DocumentCommand = IssueDocument | GiveUpDocument | ReplaceDocument | PrintDocument | StampDocument;

/** One version as it was made; `replaced` once another stands in its place. */
export interface Version extends Made {
  readonly version: number;
  readonly replaced?: {
    readonly by: number;
    readonly reason: string;
    readonly at: Instant;
    readonly pdfSha256: string;
  };
}

export type FallbackDocument =
  /** Numbers that were taken for it and given up. */
  | { readonly status: 'none'; readonly givenUp?: readonly number[] }
  | {
      readonly status: 'issued';
      readonly documentId: string;
      readonly number: number;
      /** Ascending; the last one stands. */
      readonly versions: readonly [Version, ...Version[]];
      /** Whether the office has stamped box A of the version that stands. */
      readonly stamped: boolean;
    };
type Issued = Extract<FallbackDocument, { status: 'issued' }>;

export const standing = ({ versions }: Issued): Version => versions.at(-1) ?? versions[0];

/** DX-06: a DAU without pre-authentication waits for the office's stamp. */
export const needsStamp = ({ kind, preAuthentication, stamped }: Sheet): boolean =>
  kind === 'dau' && preAuthentication === undefined && stamped === undefined;

/** The rules that made a document what it is. */
export const rulesOf = ({ kind, centralised, evn, totals }: Sheet): readonly RuleId[] => {
  const also: readonly RuleId[] = centralised ? ['DX-08', 'DX-10'] : ['DX-08'];
  switch (kind) {
    case 'manifest':
      return ['DX-01', 'DX-04', 'DX-34', ...also];
    case 'dau':
      return ['DX-02', 'DX-05', 'DX-06', 'DX-11', ...(totals.articles ? ['DX-17' as const] : []), 'DX-34', ...also];
    case 'records-entry':
      return ['DX-12', ...also];
    case 'evn-list':
      return [evn?.basis === 'local-arrangement' ? 'DX-03' : 'DX-13', 'DX-23', ...also];
  }
};

const replace = (command: ReplaceDocument, state: Issued): DocumentEvent[] => {
  const { made, reason, replacedPdfSha256, now } = command;
  const old = standing(state);
  if (reason.trim() === '') {
    throw refuse(
      'DX-28',
      { en: 'say why the document is replaced', fr: 'indiquez le motif du remplacement' },
      { field: 'reason' },
    );
  }
  const { documentId, number } = state;
  const version = old.version + 1;
  return [
    {
      type: 'DocumentReplaced',
      data: { documentId, version, number, replaces: old.version, reason, replacedAt: now, replacedPdfSha256, ...made },
      rules: rulesOf(made.sheet),
    },
  ];
};

const stamp = (command: StampDocument, state: Issued): DocumentEvent[] => {
  const { office, officer, stampedAt, now } = command;
  const { sheet, version } = standing(state);
  const half = (field: string, en: string, fr: string) => refuse('DX-06', { en, fr }, { field });
  if (!needsStamp(sheet))
    throw half('documentId', 'this document needs no stamp in box A', 'ce document n’exige pas de cachet en case A');
  if (state.stamped) throw half('documentId', 'box A is stamped already', 'la case A porte déjà le cachet');
  const [first, ...more] = [
    ...stampMarkObjections(command, { expected: sheet.addressedTo.office, path: '' }),
    ...stampDateObjections(stampedAt, { startedAt: sheet.fallback.startedAt, now, path: '' }),
  ];
  if (first) throw new Refusal([first, ...more]);
  const { documentId } = state;
  return [{ type: 'DocumentStamped', data: { documentId, version, office, officer, stampedAt }, rules: ['DX-06'] }];
};

const decide = (command: DocumentCommand, state: FallbackDocument): DocumentEvent[] => {
  if (command.type === 'IssueDocument') {
    const { documentId, number, made } = command;
    if (state.status === 'issued') throw issuedAlready(state.documentId, state.number);
    if (isGivenUp(state, number)) throw numberGivenUp(number);
    return [{ type: 'DocumentIssued', data: { documentId, version: 1, number, ...made }, rules: rulesOf(made.sheet) }];
  }
  if (command.type === 'GiveUpDocument') return giveUp(command, state);
  if (state.status === 'none') throw refuseState({ en: 'there is no such document', fr: 'ce document n’existe pas' });
  switch (command.type) {
    case 'ReplaceDocument':
      return replace(command, state);
    case 'StampDocument':
      return stamp(command, state);
    case 'PrintDocument': {
      const { documentId } = state;
      const { version, pdfSha256 } = standing(state);
      return [
        {
          type: 'DocumentPrinted',
          data: { documentId, version, pdfSha256, copies: command.copies, printedAt: command.now },
          rules: [],
        },
      ];
    }
  }
};

const evolve = (state: FallbackDocument, event: DocumentEvent): FallbackDocument => {
  if (event.type === 'DocumentIssued') {
    const { documentId, number, ...version } = event.data;
    return { status: 'issued', documentId, number, versions: [version], stamped: false };
  }
  if (state.status === 'none') {
    if (event.type !== 'DocumentGivenUp') return state;
    return { status: 'none', givenUp: [...(state.givenUp ?? []), event.data.number] };
  }
  switch (event.type) {
    case 'DocumentReplaced': {
      const { sheet, references, contentSha256, pdfSha256, pages, layout, version, reason, replacedAt } = event.data;
      const replaced = { by: version, reason, at: replacedAt, pdfSha256: event.data.replacedPdfSha256 };
      const made = { sheet, references, contentSha256, pdfSha256, pages, layout, version };
      const before = state.versions.map((v) => (v.version === event.data.replaces ? { ...v, replaced } : v));
      return { ...state, versions: [...before, made] as unknown as Issued['versions'], stamped: false };
    }
    case 'DocumentStamped':
      return { ...state, stamped: true };
    case 'DocumentPrinted':
    case 'DocumentGivenUp':
      return state;
  }
};

export const documentDecider: Decider<DocumentCommand, FallbackDocument, DocumentEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

/** The stream of a document, all of its versions. */
export const documentStream = (documentId: string): string => `document-${documentId}`;
