import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { marksOnLine, type DeclarationRow } from '#libs/delta-x';
import { DeclarationActs } from '../declarations/declaration-acts.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import type { Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { CorrectTranscriptionCommand } from './corrections.messages.js';

/** A correction is judged by all that a lodging is: the alert, the manifest's header and stamp, the rates of the day. */
@CommandHandler(CorrectTranscriptionCommand)
export class CorrectTranscriptionHandler implements ICommandHandler<CorrectTranscriptionCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly acts: DeclarationActs,
    private readonly manifests: ManifestLog,
  ) {}

  execute({ asked, named, given }: CorrectTranscriptionCommand): Promise<Outcome<DeclarationRow>> {
    const { rates, offices } = this.runtime.settings;
    return this.acts.change(asked, named, async ({ state, alert, now, reference, lodgedPosition }) => {
      const manifestId = state.lodged?.manifestId;
      const manifest = manifestId === undefined ? undefined : await this.manifests.find(manifestId);
      const marks = manifest && marksOnLine({ ...state, reference, lodgedPosition }, manifest);
      const judged = { alert: await alert(), header: manifest?.header, ...marks };
      return { type: 'CorrectTranscription', ...given, ...judged, rates, offices, now };
    });
  }
}
