import { Injectable } from '@nestjs/common';
import { asSeen, manifestCodec, manifestDecider, manifestStream, type AlertAsSeen, type Manifest } from '#libs/delta-x';
import { loadState } from '#libs/event-store';
import { refuseState } from '#libs/kernel';
import { AlertLog } from '../alerts/alert-log.js';
import { Runtime } from '../runtime.js';
import type { ManifestAnswer } from './manifests.messages.js';

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

  /** @throws Refusal naming the field when there is no such alert */
  async alert(alertId: string): Promise<AlertAsSeen> {
    const seen = asSeen(await this.alerts.state(alertId));
    if (seen) return seen;
    throw refuseState({ en: `no alert ${alertId}`, fr: `aucune alerte ${alertId}` }, { field: 'alertId' });
  }
}
