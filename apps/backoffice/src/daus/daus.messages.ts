import { Command } from '@nestjs/cqrs';
import type { DauHeader, DeclarationRow, GivenDau, RawDau } from '#libs/delta-x';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

/** A DAU as it was sent. */
export interface DauGiven {
  readonly header: DauHeader;
  readonly dau: GivenDau;
  readonly goods: RawDau;
}

export class LodgeDauCommand extends Command<Outcome<DeclarationRow>> {
  constructor(
    readonly asked: Asked,
    readonly given: DauGiven,
  ) {
    super();
  }
}
