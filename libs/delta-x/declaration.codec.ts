import { defineCodec } from '#libs/kernel';
import { reintegrationDefinitions } from '#libs/reintegration';
import { anticipationDefinitions } from './anticipation.codec.js';
import { cancellationDefinitions } from './cancellation.codec.js';
import { clearanceDefinitions } from './clearance.codec.js';
import { correctionDefinitions } from './correction.codec.js';
import { dauDcgDefinitions } from './dau-dcg.js';
import type { DeclarationEvent } from './declaration.events.js';
import { lodgingDefinitions } from './delta-x.codec.js';
import { priorStateDefinitions } from './prior-state.codec.js';

/** A declaration's stream carries what stood before, what happened on paper and what becomes of its obligation. */
export const declarationCodec = defineCodec<DeclarationEvent>({
  ...reintegrationDefinitions,
  ...priorStateDefinitions,
  ...anticipationDefinitions,
  ...lodgingDefinitions,
  ...clearanceDefinitions,
  ...dauDcgDefinitions,
  ...cancellationDefinitions,
  ...correctionDefinitions,
});
