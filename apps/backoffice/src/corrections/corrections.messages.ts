import { Command } from '@nestjs/cqrs';
import type { CorrectTranscription, DeclarationRow } from '#libs/delta-x';
import type { Named } from '../declarations/declaration-acts.js';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

export type GivenCorrecting = Pick<CorrectTranscription, 'why' | 'evidence' | 'changes'>;

export class CorrectTranscriptionCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly named: Named,
    readonly given: GivenCorrecting,
  ) {
    super();
  }
}
