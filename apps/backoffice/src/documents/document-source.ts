import { Injectable } from '@nestjs/common';
import {
  declarationDecider,
  declarationStream,
  declarationView,
  deltaXPolicy,
  exceedsEur,
  micros,
  type DeclarationEvent,
  type DeclarationLodged,
} from '#libs/delta-x';
import {
  LINES_PER_DOCUMENT,
  lodgedAlone,
  lodgedTogether,
  type Facts,
  type Order,
  type PaperLine,
  type Subject,
} from '#libs/fallback-documents';
import { hasReached } from '#libs/event-store';
import { comparePositions, fold, refuse, refuseState, type Instant, type Position, type Recorded } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { DeclarationLog } from '../declarations/declaration-log.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import { Runtime } from '../runtime.js';
import type { OrderGiven } from './documents.messages.js';

const WAIT_MS = 5_000;
/** Streams read side by side. */
const AT_ONCE = 32;
const ROWS = 500;

const parts = (count: number): number => Math.max(1, Math.ceil(count / LINES_PER_DOCUMENT));

/** What a document is made from, as the log has it. */
@Injectable()
export class DocumentSource {
  constructor(
    private readonly runtime: Runtime,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
  ) {}

  /** What was asked for with its subject said in full. @throws Refusal where a part must be chosen, or the form fits no subject */
  async orderOf({ manifestId, part, reference, ...order }: OrderGiven): Promise<Order> {
    return { ...order, subject: await this.#subject({ manifestId, part, reference, ...order }) };
  }

  /** @throws Refusal where the subject or its alert is not there */
  async facts(order: Order, now: Instant): Promise<Facts> {
    const { subject, operator } = order;
    const { publicUrl: link, offices } = this.runtime.settings;
    const common = { offices, now, ...(link === undefined ? {} : { link }) };
    if (subject.of === 'declaration') {
      const history = await this.declarations.history(declarationStream(operator, subject.reference));
      const { lodged } = history.state;
      if (!lodged) throw this.#absent('reference', subject.reference);
      const presented = history.events.map(({ event }) => event).find((event) => event.type === 'DauPresented');
      const alert = await this.manifests.alert(lodged.alertId);
      return { ...common, lodged: lodgedAlone(lodged, presented?.data), alert, lines: [lineOf(lodged)], parts: 1 };
    }
    const { header } = await this.manifests.require(subject.manifestId);
    if (header.operator.eori !== operator) throw this.#absent('manifestId', subject.manifestId);
    const references = await this.#references(order, subject.manifestId);
    const alert = await this.manifests.alert(header.alertId);
    const from = (subject.part - 1) * LINES_PER_DOCUMENT;
    const lines = await this.lines(operator, references.slice(from, from + LINES_PER_DOCUMENT));
    return { ...common, lodged: lodgedTogether(header), alert, lines, parts: parts(references.length) };
  }

  /** The alert that the subject of a document belongs to. @throws Refusal where it is not there */
  async alertId({ subject, operator }: Order): Promise<string> {
    if (subject.of === 'manifest') return (await this.manifests.require(subject.manifestId)).header.alertId;
    const { lodged } = (await this.declarations.history(declarationStream(operator, subject.reference))).state;
    if (!lodged) throw this.#absent('reference', subject.reference);
    return lodged.alertId;
  }

  /**
   * The lines of declarations in the order asked for, as they stood when a paper was made of them: what was corrected
   * since leaves the paper as it is (DX-28).
   */
  async lines(operator: string, references: readonly string[], madeAt?: Position): Promise<PaperLine[]> {
    const lines: PaperLine[] = [];
    for (let from = 0; from < references.length; from += AT_ONCE) {
      const some = references.slice(from, from + AT_ONCE).map(async (reference) => {
        const { events, state } = await this.declarations.history(declarationStream(operator, reference));
        const { lodged } = madeAt === undefined ? state : foldedUpTo(events, madeAt);
        if (!lodged) throw new Error(`${operator} ${reference} is on a document and was never lodged`);
        return lineOf(lodged);
      });
      lines.push(...(await Promise.all(some)));
    }
    return lines;
  }

  async #subject(given: OrderGiven): Promise<Subject> {
    const { kind, manifestId, part, reference } = given;
    if (kind === 'dau') {
      if (reference !== undefined) return { of: 'declaration', reference };
      throw refuse(
        'DX-05',
        { en: 'name the declaration that the DAU is for', fr: 'indiquez la déclaration du DAU' },
        { field: 'reference' },
      );
    }
    if (manifestId === undefined) {
      throw refuse('DX-04', { en: 'name the manifest', fr: 'indiquez le manifeste' }, { field: 'manifestId' });
    }
    const count = parts((await this.#references(given, manifestId)).length);
    if (part === undefined && count === 1) return { of: 'manifest', manifestId, part: 1 };
    if (part !== undefined && part <= count) return { of: 'manifest', manifestId, part };
    throw refuseState(
      {
        en: `${LINES_PER_DOCUMENT} lines stand on one document: this one has ${count} parts`,
        fr: `un document porte ${LINES_PER_DOCUMENT} lignes : celui-ci compte ${count} parties`,
      },
      {
        field: 'part',
        todo: { en: `issue each part, 1 to ${count}`, fr: `établissez chaque partie, de 1 à ${count}` },
      },
    );
  }

  /** By reference; those of negligible value alone for a list of them. The rows must know the log as it stands. */
  async #references({ kind, operator }: Pick<Order, 'kind' | 'operator'>, manifestId: string): Promise<string[]> {
    await this.#upToDate();
    const { views } = this.runtime;
    const { evnUpToEur } = deltaXPolicy(this.runtime.now());
    const references: string[] = [];
    for (let after: string | undefined; ;) {
      const where = { manifestId, operator };
      const { rows, next } = views.query(declarationView, { where, limit: ROWS, ...(after ? { after } : {}) });
      for (const { reference, valueEur } of rows) {
        const negligible = valueEur !== undefined && !exceedsEur(micros(valueEur) ?? 0n, evnUpToEur);
        if (kind !== 'evn-list' || negligible) references.push(reference);
      }
      if (next === undefined) return references;
      after = next;
    }
  }

  async #upToDate(): Promise<void> {
    const { store, views, running } = this.runtime;
    const head = await store.head();
    if (head === undefined || hasReached(views.position, head) || (await running.waitFor(head, WAIT_MS))) return;
    throw new Problem('not-there-yet', undefined, { headers: { 'retry-after': '1' } });
  }

  #absent(field: string, name: string) {
    return refuseState({ en: `${name} is not lodged`, fr: `${name} n’est pas déposé` }, { field });
  }
}

const foldedUpTo = (events: readonly Recorded<DeclarationEvent>[], position: Position) =>
  fold(
    declarationDecider,
    events.filter((recorded) => comparePositions(recorded.position, position) <= 0).map(({ event }) => event),
  );

const lineOf = ({ consignment, furtherArticles, valueEur }: DeclarationLodged['data']): PaperLine => ({
  consignment,
  ...(furtherArticles ? { furtherArticles } : {}),
  valueEur,
});
