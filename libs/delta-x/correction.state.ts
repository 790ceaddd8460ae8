import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationLodged } from './delta-x.events.js';
import type { Lodging } from './lodge.js';

/** What became of the transcription of the paper. */
export interface Correcting {
  /** As it was first typed; absent where it was never corrected. */
  readonly asTyped?: DeclarationLodged['data'];
  /** Sent under the message id of the present submission, in vain as it seems: a late arrival must find the same data. */
  readonly tried?: true;
}

const untried = <S extends Correcting>(state: S): S => {
  const { tried: _settled, ...rest } = state;
  return rest as S;
};

export const evolveCorrecting = <S extends Correcting & Lodging>(state: S, event: DeclarationEvent): S => {
  switch (event.type) {
    case 'TranscriptionCorrected': {
      const { lodged, asTyped = lodged } = state;
      return lodged && asTyped ? { ...state, asTyped, lodged: { ...lodged, ...event.data.paper } } : state;
    }
    case 'AttemptFailed':
      return { ...state, tried: true };
    case 'ReintegrationAccepted':
    case 'ReintegrationRefused':
    case 'ReintegrationReopened':
    case 'ObligationExcluded':
      return untried(state);
    default:
      return state;
  }
};
