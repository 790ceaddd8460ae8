import { alertCodec, alertDecider, type AlertCommand } from '#libs/alert';
import {
  asSeen,
  checkLine,
  declarationCodec,
  declarationDecider,
  declarationStream,
  STARTING_RATES,
  type AlertAsSeen,
  type ManifestHeader,
} from '#libs/delta-x';
import { commandIdOf, execute, type CommandContext } from '#libs/event-store';
import { plus, productTime, type Instant } from '#libs/kernel';
import { OPERATOR } from './prior.js';
import type { Stack } from './stack.js';

const context = (key: string, now: Instant, alertId: string): CommandContext => ({
  commandId: commandIdOf('test', key, 'test'),
  actor: { id: 'test', role: 'system' },
  correlationId: alertId,
  occurredAt: now,
  codeVersion: 'test',
});

const now = ({ clock }: Stack): Instant => productTime(clock, Date.now());

const onAlert = (stack: Stack, alertId: string, command: AlertCommand) =>
  execute(stack.store, {
    stream: `alert-${alertId}`,
    decider: alertDecider,
    codec: alertCodec,
    command,
    context: context(`${alertId}/${command.type}`, command.now, alertId),
  });

/** An outage of Delta X begins. */
export const announce = async (stack: Stack, alertId: string): Promise<AlertAsSeen> => {
  const at = now(stack);
  const { state } = await onAlert(stack, alertId, {
    type: 'AnnounceAlert',
    alertId,
    system: 'delta-x',
    scope: { kind: 'everyone' },
    impact: 'general',
    notice: 'météo informatique',
    announcedAt: plus(at, -1_000),
    now: at,
  });
  const seen = asSeen(state);
  if (!seen) throw new Error('the alert did not start');
  return seen;
};

export const referenceOf = (prefix: string, index: number): string => `${prefix}${String(index).padStart(6, '0')}`;

/** Consignments lodged on paper, `values` in EUR, one declaration each; the references in their order, numbered from 0. */
export const lodge = async (
  stack: Stack,
  alert: AlertAsSeen,
  values: readonly string[],
  prefix = 'R',
  changes: Partial<ManifestHeader> = {},
): Promise<string[]> => {
  const at = now(stack);
  const { alertId } = alert;
  const header: ManifestHeader = {
    manifestId: `m-${alertId}-${prefix}`,
    alertId,
    flow: 'export',
    consignmentType: 'other',
    declarationKind: 'DAU',
    assistance: 'Alerte CID',
    mentions: ['50000'],
    operator: OPERATOR,
    officeOfClearance: 'FR002650',
    officeOfExit: 'FR002650',
    singleTransportContract: false,
    signature: { name: 'Marion Roux', signedAt: at },
    lodgedAt: at,
    ...changes,
  };
  const references = values.map((_, index) => referenceOf(prefix, index));
  let next = 0;
  const lodgeSome = async (): Promise<void> => {
    for (let index = next++; index < values.length; index = next++) {
      const reference = references[index] ?? '';
      const checked = checkLine(
        {
          reference,
          packages: '1',
          consignor_name: 'Maison Lœuvre',
          consignor_address: '4 rue des Écoles, 75005 Paris',
          consignee_name: 'Kraków Books',
          consignee_address: 'Oslo, Storgata 1',
          description: 'Printed books',
          cn8: '49019900',
          procedure: '1000',
          gross_mass_kg: '1.2',
          country_of_provenance: 'FR',
          invoice_value: values[index] ?? '',
          currency: 'EUR',
        },
        { at, rates: STARTING_RATES },
      );
      if (!checked.ok) throw new Error(checked.objections[0].text.en);
      const { consignment, valueEur } = checked;
      await execute(stack.store, {
        stream: declarationStream(OPERATOR.eori, reference),
        decider: declarationDecider,
        codec: declarationCodec,
        command: { type: 'LodgeDeclaration', header, consignment, valueEur, alert, now: at },
        context: context(`${alertId}/${reference}`, at, alertId),
        likelyNew: true,
      });
    }
  };
  await Promise.all(Array.from({ length: 64 }, lodgeSome));
  return references;
};

export const end = async (stack: Stack, alertId: string): Promise<void> => {
  const at = now(stack);
  await onAlert(stack, alertId, { type: 'EndAlert', endedAt: at, now: at });
};
