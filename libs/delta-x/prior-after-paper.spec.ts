import { expect, it } from 'vitest';
import { fold, HOUR, plus } from '#libs/kernel';
import type { ReintegrationEvent } from '#libs/reintegration';
import { lodging, OUTAGE, priorState } from '../../test/delta-x-paper.js';
import { SUBJECT } from '../../test/reintegration-events.js';
import { declarationDecider } from './declaration.decider.js';
import type { DeclarationEvent } from './declaration.events.js';

const attempted: ReintegrationEvent = {
  type: 'ReintegrationAttempted',
  data: { ...SUBJECT, attempt: 1, messageId: 'id', slotAt: plus(OUTAGE.endedAt, HOUR) },
};
const refused: ReintegrationEvent = {
  type: 'ReintegrationRefused',
  data: { ...SUBJECT, messageId: 'id', code: '14', reason: 'BAE', before: 'attempting' },
};

it('what was sent, taken out and is owed again goes under a new submission, never as the message of before', () => {
  const log: DeclarationEvent[] = [
    ...declarationDecider.decide(lodging(), declarationDecider.initial),
    attempted,
    refused,
  ];
  for (const state of ['bae-def', 'lodged'] as const) {
    log.push(...declarationDecider.decide(priorState(state), fold(declarationDecider, log)));
  }
  expect(fold(declarationDecider, log).reintegration).toMatchObject({
    status: 'owed',
    holds: ['cancel-first'],
    submission: 2,
  });
});
