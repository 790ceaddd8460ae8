import { Injectable } from '@nestjs/common';
import {
  asSeen,
  declarationView,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type AlertAsSeen,
  type Coverage,
  type Manifest,
} from '#libs/delta-x';
import { hasReached, loadState } from '#libs/event-store';
import { documentView } from '#libs/fallback-documents';
import { formatPosition, refuseState } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { AlertLog } from '../alerts/alert-log.js';
import { Runtime } from '../runtime.js';
import type { ManifestAnswer } from './manifests.messages.js';

const WAIT_MS = 5_000;
/** Parts of one manifest, each of a thousand lines. */
const PAPERS = 1_000;

/** A manifest that is there: its header, and what its own acts have made of it. */
export type LodgedManifest = Extract<Manifest, { status: 'lodged' }> & { readonly revision: bigint };

/** As it is answered. */
export const answerOf = ({ header, stamp, visas = [], dcgMovedTo, revision }: LodgedManifest): ManifestAnswer => {
  const { globalisation } = header;
  const moved = globalisation && dcgMovedTo ? { globalisation: { ...globalisation, movedTo: dcgMovedTo } } : {};
  return { ...header, ...moved, ...(stamp ? { stamp } : {}), visas, revision: String(revision) };
};

/** Manifests and their alerts as the log has them. */
@Injectable()
export class ManifestLog {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async find(manifestId: string): Promise<LodgedManifest | undefined> {
    const stream = manifestStream(manifestId);
    const { state, revision } = await loadState(this.runtime.store, stream, manifestDecider, manifestCodec);
    return state.status === 'lodged' && revision !== undefined ? { ...state, revision } : undefined;
  }

  /** @throws Refusal naming the field when there is none */
  async require(manifestId: string): Promise<LodgedManifest> {
    const found = await this.find(manifestId);
    if (found) return found;
    throw refuseState(
      { en: `no manifest ${manifestId}`, fr: `aucun manifeste ${manifestId}` },
      { field: 'manifestId', todo: { en: 'lodge the manifest first', fr: 'déposez d’abord le manifeste' } },
    );
  }

  /** The lines that are lodged on it by now, and how many of them its papers show. @throws Problem 503 */
  async lines(manifestId: string): Promise<{ readonly covers: Coverage; readonly onPaper?: number }> {
    const { store, views, running } = this.runtime;
    const head = await store.head();
    const known = head === undefined || hasReached(views.position, head) || (await running.waitFor(head, WAIT_MS));
    // One look, with nothing in between: so many lines at this position of the log.
    const { position } = views;
    if (!known || !position) throw new Problem('not-there-yet', undefined, { headers: { 'retry-after': '1' } });
    const covers = { lines: views.count(declarationView, { manifestId }), until: formatPosition(position) };
    const { rows } = views.query(documentView, { where: { manifestId }, limit: PAPERS });
    const papers = rows.filter(({ kind }) => kind !== 'evn-list');
    return papers.length === 0 ? { covers } : { covers, onPaper: papers.reduce((sum, { lines }) => sum + lines, 0) };
  }

  /** @throws Refusal naming the field when there is no such alert */
  async alert(alertId: string): Promise<AlertAsSeen> {
    const seen = asSeen(await this.alerts.state(alertId));
    if (seen) return seen;
    throw refuseState({ en: `no alert ${alertId}`, fr: `aucune alerte ${alertId}` }, { field: 'alertId' });
  }
}
