import { Command } from '@nestjs/cqrs';
import type {
  DeclarationRow,
  EndorseExit,
  RecordControl,
  RecordRectification,
  ReleaseGoods,
  SelectForControl,
  TakeGoods,
  WithholdGoods,
} from '#libs/delta-x';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

type Given<C> = C extends unknown ? Omit<C, 'now' | 'offices' | 'manifestReleasedAt' | 'ofManifest'> : never;

/** An act on the goods of one declaration, as it was asked for. */
export type ClearanceAct = Given<
  SelectForControl | RecordControl | ReleaseGoods | TakeGoods | WithholdGoods | EndorseExit | RecordRectification
>;

export class ClearanceCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly operator: string,
    readonly reference: string,
    readonly act: ClearanceAct,
  ) {
    super();
  }
}
