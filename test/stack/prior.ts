import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  type DeclarationCommand,
  type PriorState,
} from '#libs/delta-x';
import { commandIdOf, execute } from '#libs/event-store';
import { productTime, type Instant } from '#libs/kernel';
import { control } from './ledger.js';
import type { Stack } from './stack.js';

/** Who lodges in these outages. */
export const OPERATOR = { eori: 'FR552100554', name: 'Rapide Express SAS' };

export const nowOf = ({ clock }: Pick<Stack, 'clock'>): Instant => productTime(clock, Date.now());

/** A command on one declaration's stream, as the back office carries it out. */
export const onDeclaration = async (
  stack: Stack,
  alertId: string,
  reference: string,
  command: DeclarationCommand,
): Promise<void> => {
  await execute(stack.store, {
    stream: declarationStream(OPERATOR.eori, reference),
    decider: declarationDecider,
    codec: declarationCodec,
    command,
    context: {
      commandId: commandIdOf('test', `${alertId}/${reference}/${command.type}`, 'test'),
      actor: { id: 'test', role: 'system' },
      correlationId: alertId,
      occurredAt: nowOf(stack),
      codeVersion: 'test',
    },
  });
};

/** A declaration stood in Delta X before the outage: there, and on the operator's list. */
export const stoodBefore = async (
  stack: Stack,
  alertId: string,
  reference: string,
  state: PriorState,
  anticipatedUntil?: Instant,
): Promise<void> => {
  const seed = { operator: OPERATOR.eori, reference, state, anticipatedUntil };
  await control(stack.simulatorUrl, 'POST', '/declarations', { declarations: [seed] });
  await onDeclaration(stack, alertId, reference, {
    type: 'RecordPriorState',
    operator: OPERATOR.eori,
    reference,
    alertId,
    state,
    known: {
      ...(state === 'bae-def' && { kind: 'DSE' as const }),
      ...(anticipatedUntil !== undefined && { anticipationEndsAt: anticipatedUntil }),
    },
    now: nowOf(stack),
  });
};

/** The operator asks the service to cancel the first one. */
export const requestCancellation = (stack: Stack, alertId: string, reference: string): Promise<void> => {
  const now = nowOf(stack);
  return onDeclaration(stack, alertId, reference, {
    type: 'RequestCancellation',
    office: 'FR002650',
    means: 'mailbox',
    requestedAt: now,
    now,
  });
};

/** What the service does in Delta X. */
export const theService = {
  cancels: (stack: Stack, reference: string, afterSeconds = 0) =>
    control(stack.simulatorUrl, 'POST', '/cancellations', { operator: OPERATOR.eori, reference, afterSeconds }),
  declines: (stack: Stack, reference: string, decline: string) =>
    control(stack.simulatorUrl, 'POST', '/cancellations', { operator: OPERATOR.eori, reference, decline }),
  selects: (stack: Stack, reference: string) =>
    control(stack.simulatorUrl, 'POST', '/controls', { operator: OPERATOR.eori, reference }),
  releases: (stack: Stack, reference: string) =>
    control(stack.simulatorUrl, 'POST', '/controls/release', { operator: OPERATOR.eori, reference }),
};
