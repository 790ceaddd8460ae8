import { Injectable } from '@nestjs/common';
import {
  asSeen,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type AlertAsSeen,
  type ManifestHeader,
} from '#libs/delta-x';
import { loadState } from '#libs/event-store';
import { refuseState } from '#libs/kernel';
import { AlertLog } from '../alerts/alert-log.js';
import { Runtime } from '../runtime.js';

/** A manifest that is there, with the alert it was lodged under. */
export interface LodgedManifest {
  readonly header: ManifestHeader;
  readonly revision: bigint;
}

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
    return state.status === 'lodged' && revision !== undefined ? { header: state.header, revision } : undefined;
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
