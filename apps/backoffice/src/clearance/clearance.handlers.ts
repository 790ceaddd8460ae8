import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { marksOnLine, type DeclarationRow } from '#libs/delta-x';
import { DeclarationActs } from '../declarations/declaration-acts.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import type { Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { ClearanceCommand } from './clearance.messages.js';

/** Control, release, exit and rectification of one declaration; what its manifest's stamp says is read beside it. */
@CommandHandler(ClearanceCommand)
export class ClearanceHandler implements ICommandHandler<ClearanceCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly acts: DeclarationActs,
    private readonly manifests: ManifestLog,
  ) {}

  execute({ asked, operator, reference, act }: ClearanceCommand): Promise<Outcome<DeclarationRow>> {
    return this.acts.change(asked, { operator, reference }, async ({ state, now, lodgedPosition }) => {
      const manifestId = state.lodged?.manifestId;
      const manifest = manifestId === undefined ? undefined : await this.manifests.find(manifestId);
      const byManifest = manifest && marksOnLine({ ...state, reference, lodgedPosition }, manifest);
      return { ...act, now, offices: this.runtime.settings.offices, ...byManifest };
    });
  }
}
