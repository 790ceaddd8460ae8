import { alertCodec, alertDecider, type AlertCommand } from '#libs/alert';
import {
  asSeen,
  checkLine,
  declarationCodec,
  declarationDecider,
  declarationStream,
  importCodec,
  importDecider,
  importStream,
  manifestCodec,
  manifestDecider,
  STARTING_RATES,
  type ManifestHeader,
  type PriorState,
} from '#libs/delta-x';
import { execute, loadState, type CommandContext, type EventStore } from '#libs/event-store';
import {
  HOUR,
  instantOf,
  MINUTE,
  plus,
  Refusal,
  type Actor,
  type Codec,
  type Decider,
  type DomainEvent,
  type Position,
} from '#libs/kernel';
import {
  campaignCodec,
  campaignDecider,
  campaignStream,
  reintegrationCodec,
  reintegrationDecider,
  type CampaignCommand,
  type ReintegrationCommand,
} from '#libs/reintegration';

export const OPERATOR = { eori: 'FR552100554', name: 'Rapide Express SAS' };
export const OTHER_OPERATOR = { eori: 'FR130012024', name: 'Colis du Nord SA' };

export const HELENE: Actor = { id: 'helene', role: 'helpdesk', name: 'Hélène Maes' };
export const MARION: Actor = { id: 'marion', role: 'integrator', name: 'Marion Vasseur', onBehalfOf: OPERATOR.eori };
const REINTEGRATOR: Actor = { id: 'reintegrator', role: 'system' };

const HOURS_AGO = 4 * HOUR;

/** Does what the other apps do to the log, one command at a time; a refused command leaves the log as it was. */
export class Office {
  #commands = 0;

  constructor(
    readonly store: EventStore,
    readonly name: string,
  ) {}

  /** The position that the command has led to; `undefined` where it was refused or changed nothing. */
  async #carryOut<C, S, E extends DomainEvent>(
    stream: string,
    decider: Decider<C, S, E>,
    codec: Codec<E>,
    command: C,
    context: Pick<CommandContext, 'actor' | 'correlationId'> & { readonly causationId?: string },
  ): Promise<Position | undefined> {
    const commandId = `${this.name}-${(this.#commands += 1)}`;
    const whole = { commandId, occurredAt: plus(this.now, -MINUTE), codeVersion: 'test', ...context };
    try {
      const executed = await execute(this.store, { stream, decider, codec, command, context: whole });
      return executed.events.length > 0 ? executed.position : undefined;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  get now() {
    return instantOf(Date.now());
  }

  get announcedAt() {
    return plus(this.now, -HOURS_AGO);
  }

  alert(alertId: string, command: AlertCommand): Promise<Position | undefined> {
    const context = { actor: HELENE, correlationId: alertId };
    return this.#carryOut(`alert-${alertId}`, alertDecider, alertCodec, command, context);
  }

  announce(alertId: string): Promise<Position | undefined> {
    const scope = { kind: 'everyone' } as const;
    const notice = { alertId, system: 'delta-x', scope, impact: 'general', notice: 'météo informatique' } as const;
    const [announcedAt, now] = [this.announcedAt, this.now];
    return this.alert(alertId, { type: 'AnnounceAlert', ...notice, announcedAt, now });
  }

  async manifest(alertId: string, manifestId: string, operator = OPERATOR): Promise<Position | undefined> {
    const alert = await this.#alertSeen(alertId);
    if (!alert) return undefined;
    const command = {
      type: 'LodgeManifest',
      header: this.#header(alertId, manifestId, operator),
      alert,
      now: this.now,
    } as const;
    const context = { actor: MARION, correlationId: alertId };
    return this.#carryOut(`manifest-${manifestId}`, manifestDecider, manifestCodec, command, context);
  }

  /** The beginning of a file: `id` is what its lines cite. */
  importing(alertId: string, importId: string): Promise<Position | undefined> {
    const place = { bytes: 0, line: 0, digest: 'd0' };
    const about = {
      importId,
      file: { kind: 'manifest', manifestId: `${alertId}-m` },
      alertId,
      operator: OPERATOR.eori,
      format: 'ndjson',
    } as const;
    const context = { actor: MARION, correlationId: alertId };
    const command = { type: 'StartImport', ...about, ...place } as const;
    return this.#carryOut(importStream(importId), importDecider, importCodec, command, context);
  }

  prior(alertId: string, reference: string, state: PriorState): Promise<Position | undefined> {
    const about = { operator: OPERATOR.eori, reference, alertId };
    const command = { type: 'RecordPriorState', ...about, state, known: {}, now: this.now } as const;
    return this.#declaration(OPERATOR.eori, reference, alertId, command);
  }

  async lodge(
    alertId: string,
    reference: string,
    value: string,
    { operator = OPERATOR, causationId }: { operator?: typeof OPERATOR; causationId?: string } = {},
  ): Promise<Position | undefined> {
    const alert = await this.#alertSeen(alertId);
    const header = this.#header(alertId, `${alertId}-m`, operator);
    const line = checkLine(
      {
        reference,
        packages: '2',
        consignor_name: 'Ateliers Vidal',
        consignor_address: '3 rue des Forges, Lyon',
        consignee_name: 'Jane Peters',
        consignee_address: '12 Elm Street, Boston',
        description: 'pièces détachées',
        cn8: '84314980',
        procedure: '1000',
        gross_mass_kg: '12.5',
        country_of_provenance: 'FR',
        invoice_value: value,
        currency: 'EUR',
      },
      { at: header.lodgedAt, rates: STARTING_RATES },
    );
    if (!alert || !line.ok) return undefined;
    const { consignment, valueEur } = line;
    const command = { type: 'LodgeDeclaration', header, consignment, valueEur, alert, now: this.now } as const;
    return this.#declaration(operator.eori, reference, alertId, command, causationId);
  }

  reintegrate(reference: string, alertId: string, command: ReintegrationCommand, causationId?: string) {
    const stream = declarationStream(OPERATOR.eori, reference);
    const context = {
      actor: REINTEGRATOR,
      correlationId: alertId,
      ...(causationId === undefined ? {} : { causationId }),
    };
    return this.#carryOut(stream, reintegrationDecider, reintegrationCodec, command, context);
  }

  campaign(alertId: string, command: CampaignCommand, causationId?: string): Promise<Position | undefined> {
    const stream = campaignStream({ alertId, system: 'delta-x' });
    const context = {
      actor: REINTEGRATOR,
      correlationId: alertId,
      ...(causationId === undefined ? {} : { causationId }),
    };
    return this.#carryOut(stream, campaignDecider, campaignCodec, command, context);
  }

  #declaration(
    eori: string,
    reference: string,
    alertId: string,
    command: Parameters<(typeof declarationDecider)['decide']>[0],
    causationId?: string,
  ): Promise<Position | undefined> {
    const context = { actor: MARION, correlationId: alertId, ...(causationId === undefined ? {} : { causationId }) };
    return this.#carryOut(declarationStream(eori, reference), declarationDecider, declarationCodec, command, context);
  }

  async #alertSeen(alertId: string) {
    return asSeen((await loadState(this.store, `alert-${alertId}`, alertDecider, alertCodec)).state);
  }

  #header(alertId: string, manifestId: string, operator: typeof OPERATOR): ManifestHeader {
    const lodgedAt = plus(this.announcedAt, HOUR);
    return {
      manifestId,
      alertId,
      flow: 'export',
      consignmentType: 'other',
      declarationKind: 'DSE',
      assistance: 'Alerte CID',
      mentions: ['50000'],
      operator,
      officeOfClearance: 'FR002650',
      officeOfExit: 'FR002650',
      singleTransportContract: true,
      signature: { name: 'Marion Vasseur', signedAt: lodgedAt },
      lodgedAt,
    };
  }
}
